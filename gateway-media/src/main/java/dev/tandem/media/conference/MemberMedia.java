package dev.tandem.media.conference;

import dev.tandem.media.PcmSink;
import dev.tandem.media.PcmSource;
import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.pcm.Contribution;
import dev.tandem.media.pcm.Converter;
import dev.tandem.media.rtp.RtpPacket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The media of one member of a conference: what it says, presses and hears, and what was asked for it.
 *
 * <p>Owned by the conference's media loop.
 */
public final class MemberMedia implements Attachment {
    private static final short[] NOTHING = new short[0];

    private final ConferenceMedia conference;
    private final Room room;
    private final MemberEnd end;
    private final int number;
    private final Runnable onLeft;
    private final Contribution contribution = new Contribution();
    private final Hearing hearing;
    private final Converter toRoom = new Converter();
    private final Converter toOverhearer = new Converter();
    private short[] spoken = NOTHING;
    private @Nullable PcmSink overhearer;
    private boolean muted;
    private boolean joined;
    private boolean left;

    MemberMedia(ConferenceMedia conference, Room room, MemberEnd end, int number, Runnable onLeft) {
        this.conference = conference;
        this.room = room;
        this.end = end;
        this.number = number;
        this.onLeft = onLeft;
        hearing = new Hearing(room, end, contribution);
    }

    /** Joins, and leaves whatever it was in; nothing when it has left before. */
    public void join() {
        if (!left) {
            joined = true;
            end.join(this, new Crossing());
            conference.enter(this);
        }
    }

    /** Whether the others no longer hear it. */
    public void mute(boolean silenced) {
        muted = silenced;
        contribution.mute(silenced);
        conference.changed();
    }

    /** Whether it no longer hears the others. */
    public void deafen(boolean silenced) {
        hearing.deafen(silenced);
        conference.changed();
    }

    /** How loud the others hear it, in decibels. */
    public void gain(double decibels) {
        contribution.gain(decibels);
        conference.changed();
    }

    /** Plays to it alone; null stops. */
    public void whisper(@Nullable PcmSource source) {
        hearing.whisper(source);
        conference.changed();
    }

    /** Gives what it says, before mute and gain; null stops. */
    public void overhear(@Nullable PcmSink sink) {
        overhearer = sink;
        conference.changed();
    }

    /** Whether the others hear what it says and it hears what they say, and nothing else is asked for. */
    boolean plain() {
        return contribution.plain() && hearing.plain() && overhearer == null;
    }

    /** Sends it digits. */
    public void press(String digits) {
        digits.chars().forEach(digit -> end.press((char) digit));
    }

    @Override
    public void reconsider(long nowNanos) {
        conference.reconsider(nowNanos);
    }

    /** Leaves; the others hear it fade within a frame. Idempotent. */
    @Override
    public void close() {
        if (left) {
            return;
        }
        left = true;
        contribution.leave();
        if (joined) {
            end.part(this);
            conference.leave(this);
        }
        onLeft.run();
    }

    /** Lower for those who were asked into the conference earlier. */
    int number() {
        return number;
    }

    boolean left() {
        return left;
    }

    MemberEnd end() {
        return end;
    }

    Contribution contribution() {
        return contribution;
    }

    /** Follows what was agreed, and the rate of the room. */
    void retune(int sampleRateHz) {
        if (!left) {
            end.retune(sampleRateHz);
            hearing.follow();
        }
    }

    /** Takes in what it says in this frame. */
    void listen() {
        FrameSource source = end.source();
        if (source == null) {
            return;
        }
        int samples = source.sampleRateHz() / 50;
        spoken = spoken.length == samples ? spoken : new short[samples];
        measureAndRead(source);
        PcmSink sink = overhearer;
        if (sink != null) {
            sink.hear(toOverhearer.convert(spoken, sink.sampleRateHz()));
        }
        char digit = end.press();
        if (digit != 0 && !muted) {
            conference.others(this, other -> other.press(digit));
        }
    }

    /** Where it says how loud it is, it need not be decoded to find out that it is silent. */
    private void measureAndRead(FrameSource source) {
        int level = end.level();
        boolean measured = level != RtpPacket.NO_LEVEL;
        if (measured) {
            contribution.heardLevel(level);
        }
        boolean unheard = muted || (measured && !contribution.eligible());
        end.rest(overhearer == null && (room.alone() || (unheard && !contribution.sounds())));
        source.read(spoken);
        if (!measured) {
            contribution.heard(spoken);
        }
    }

    /** Says it to the room, if it is to be heard. */
    void speak() {
        if (contribution.sounds() && spoken.length > 0) {
            contribution.say(toRoom.convert(spoken, room.sampleRateHz()));
        }
    }

    /** Decides how it hears this frame. */
    void choose() {
        if (!left) {
            hearing.choose();
        }
    }

    /** Hears this frame. */
    void hear(long nowNanos) {
        if (!left) {
            hearing.hear(nowNanos);
        }
    }

    /** Is heard and hears without the room from now on; if it comes back, then as loud as it left. */
    void leaveRoom() {
        free();
        toRoom.restart();
        contribution.goOn();
    }

    /** Frees what its codecs hold. */
    void free() {
        end.close();
        hearing.free();
        Arrays.fill(spoken, (short) 0);
    }

    /** What it presses reaches the others, unless it is muted. */
    private final class Crossing implements DigitReceiver.Listener {
        private boolean crosses;

        @Override
        public void pressed(char digit) {
            crosses = !muted;
            if (crosses) {
                conference.others(MemberMedia.this, other -> other.pressed(digit));
            }
        }

        @Override
        public void released(char digit, int durationMillis) {
            // What the others heard begin ends for them too, muted meanwhile or not.
            if (crosses) {
                crosses = false;
                conference.others(MemberMedia.this, other -> other.released(digit, durationMillis));
            }
        }
    }
}
