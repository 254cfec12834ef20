package dev.tandem.media.conference;

import dev.tandem.media.dtmf.DigitReceiver;

/**
 * A voice inside the process that speaks and hears on one leg alone: a far end. Follows the leg when it agrees on other
 * media.
 *
 * <p>Owned by the media loop that owns the leg.
 */
public final class LegVoice implements Attachment {
    private final LegMedia leg;
    private final Voice voice;
    private final Lane hearing;
    private final Lane speaking;
    private final Runnable onClosed;
    private boolean closed;

    /** Of that leg; {@code onClosed} runs once, when it is parted. */
    public LegVoice(LegMedia leg, Voice voice, Runnable onClosed) {
        this.leg = leg;
        this.voice = voice;
        this.onClosed = onClosed;
        hearing = Lane.between(leg, voice);
        speaking = Lane.between(voice, leg);
    }

    /** Takes the leg over from whatever it was in; nothing when it was closed before. */
    public void open() {
        if (!closed) {
            leg.attach(this);
            leg.in().digitsTo(new Digits(voice));
            reconsider(0);
        }
    }

    @Override
    public void reconsider(long nowNanos) {
        hearing.reconsider(nowNanos);
        speaking.reconsider(nowNanos);
    }

    /** Does the work of one frame. */
    public void tick(long nowNanos) {
        hearing.tick(nowNanos);
        speaking.tick(nowNanos);
    }

    /** Whether it is on its leg, or will be. */
    public boolean isOpen() {
        return !closed;
    }

    /** Parts them and frees codec state; idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Playout last = leg.parted(this);
            if (last != null) {
                last.close();
            }
            hearing.close();
            speaking.close();
            onClosed.run();
        }
    }

    /** Digits for a voice, which needs to know of them only once. */
    private record Digits(Voice voice) implements DigitReceiver.Listener {
        @Override
        public void pressed(char digit) {
            // Told at the end, as everywhere.
        }

        @Override
        public void released(char digit, int durationMillis) {
            voice.digit(digit);
        }
    }
}
