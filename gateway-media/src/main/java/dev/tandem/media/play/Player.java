package dev.tandem.media.play;

import dev.tandem.media.PcmSource;
import dev.tandem.media.play.PromptOutcome.Decoded;
import dev.tandem.media.play.PromptOutcome.Fault;
import dev.tandem.media.play.PromptOutcome.Undecodable;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Plays a queue of sources, once or again and again, with nothing between them. A worker decodes them, one after another,
 * ahead of the media loop, which only copies samples; until the first is decoded there is silence.
 *
 * <p>{@link #speak} belongs to the media loop; the rest is for any thread. How it ended is told exactly once, on the
 * media loop or on the thread that stops it: hand over and return at once.
 */
public final class Player implements PcmSource {
    /** Sources one queue may have. */
    public static final int SOURCES_MAX = 20;

    /** Rounds that never end. */
    public static final int ENDLESS = 0;

    private static final int FADE_MILLIS = 5;

    private final int sampleRateHz;
    private final List<PlaySource> sources;
    private final int rounds;
    private final Consumer<PlayEnd> onEnd;
    private final AtomicReferenceArray<PromptOutcome> decoded;
    private final AtomicBoolean ended = new AtomicBoolean();
    private boolean silent;
    private volatile int index;
    private int round = 1;
    private int position;

    private Player(int sampleRateHz, List<PlaySource> sources, int rounds, Consumer<PlayEnd> onEnd) {
        if (sources.isEmpty() || sources.size() > SOURCES_MAX || rounds < 0) {
            throw new IllegalArgumentException(sources.size() + " sources " + rounds + " times cannot be played");
        }
        this.sampleRateHz = sampleRateHz;
        this.sources = List.copyOf(sources);
        this.rounds = rounds;
        this.onEnd = onEnd;
        decoded = new AtomicReferenceArray<>(sources.size());
    }

    /**
     * A player whose sources are being decoded.
     *
     * @param sampleRateHz the rate it speaks at: 8000, 16000, 24000 or 48000
     * @param rounds how often the whole queue is played; {@link #ENDLESS} until stopped
     * @param worker decodes, in one task; may be busy for seconds
     */
    public static Player start(
            int sampleRateHz, List<PlaySource> sources, int rounds, Executor worker, Consumer<PlayEnd> onEnd) {
        Player player = new Player(sampleRateHz, sources, rounds, onEnd);
        worker.execute(player::decodeAhead);
        return player;
    }

    private void decodeAhead() {
        long samples = 0;
        for (int i = 0; i < sources.size() && !ended.get(); i++) {
            PromptOutcome outcome = sources.get(i).decode(sampleRateHz);
            if (outcome instanceof Decoded sound) {
                samples += sound.prompt().size();
            }
            boolean tooLong = samples > PlaySource.LENGTH_MAX.toSeconds() * sampleRateHz;
            decoded.set(i, tooLong ? tooLong() : outcome);
            if (tooLong || outcome instanceof Undecodable) {
                return;
            }
        }
    }

    private static Undecodable tooLong() {
        return new Undecodable(
                Fault.TOO_LONG, "all sources together last longer than " + PlaySource.LENGTH_MAX.toMinutes() + " min");
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public void speak(short[] frame) {
        int filled = silent ? 0 : ended.get() ? fade(frame) : fill(frame);
        Arrays.fill(frame, filled, frame.length, (short) 0);
    }

    private int fill(short[] frame) {
        int filled = 0;
        while (filled < frame.length && !silent) {
            PromptOutcome outcome = decoded.get(index);
            if (outcome == null) {
                return filled;
            }
            if (outcome instanceof Decoded sound) {
                filled += copy(sound.prompt(), frame, filled, frame.length - filled);
            } else if (outcome instanceof Undecodable fault) {
                end(new PlayEnd.Failed(index, fault));
            } else {
                throw new AssertionError(outcome);
            }
        }
        return filled;
    }

    private int copy(Prompt prompt, short[] frame, int at, int space) {
        int count = Math.min(space, prompt.size() - position);
        prompt.copy(position, frame, at, count);
        position += count;
        if (position == prompt.size()) {
            next();
        }
        return count;
    }

    private void next() {
        int following = index + 1;
        position = 0;
        if (following < sources.size()) {
            index = following;
        } else if (rounds == ENDLESS || round < rounds) {
            round++;
            index = 0;
        } else {
            end(new PlayEnd.Completed());
        }
    }

    private void end(PlayEnd how) {
        silent = true;
        if (ended.compareAndSet(false, true)) {
            onEnd.accept(how);
        }
    }

    /** The last that is heard of a player that was stopped: a short fade, for a cut would click. */
    private int fade(short[] frame) {
        silent = true;
        if (!(decoded.get(index) instanceof Decoded sound)) {
            return 0;
        }
        int fade = sampleRateHz * FADE_MILLIS / 1_000;
        int count = Math.min(fade, sound.prompt().size() - position);
        sound.prompt().copy(position, frame, 0, count);
        for (int i = 0; i < count; i++) {
            frame[i] = (short) (frame[i] * (fade - i) / fade);
        }
        return count;
    }

    /** Stops at once: within the next frame there is silence. Does nothing when it has ended. */
    public void stop() {
        if (ended.compareAndSet(false, true)) {
            onEnd.accept(new PlayEnd.Cancelled(index));
        }
    }
}
