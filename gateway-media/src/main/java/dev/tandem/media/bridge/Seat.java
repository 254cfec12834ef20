package dev.tandem.media.bridge;

import dev.tandem.media.PcmSink;
import dev.tandem.media.PcmSource;
import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.pcm.Contribution;
import dev.tandem.media.pcm.Converter;
import dev.tandem.media.pcm.Ramp;
import dev.tandem.media.rtp.RtpPacket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One member's place in a {@link Room}: what it says goes into the mixer; what it hears is the room's common rendition, or
 * one of its own while it speaks, is whispered to, comes or goes deaf.
 *
 * <p>Owned by the room's media loop.
 */
public final class Seat implements Attachment {
    private static final short[] NOTHING = new short[0];

    private final SeatOwner owner;
    private final Room room;
    private final SeatEnd end;
    private final Runnable onLeft;
    private final Contribution contribution = new Contribution();
    private final Ramp hearing = new Ramp();
    private final Whisper whisper = new Whisper();
    private final Converter toRoom = new Converter();
    private final Converter toOverhearer = new Converter();
    private short[] spoken = NOTHING;
    private @Nullable PcmSink overhearer;
    private @Nullable Rendition own;
    private @Nullable Rendition common;
    private @Nullable Rendition heard;
    private boolean muted;
    private boolean deaf;
    private boolean seated;
    private boolean left;

    Seat(SeatOwner owner, Room room, SeatEnd end, Runnable onLeft) {
        this.owner = owner;
        this.room = room;
        this.end = end;
        this.onLeft = onLeft;
        hearing.to(Ramp.ONE);
    }

    /** Takes it, and leaves whatever its member was in; nothing when it was left before. */
    public void open() {
        if (!left) {
            seated = true;
            end.open(this, new Crossing());
            owner.enter(this);
        }
    }

    /** Whether the others no longer hear its member. */
    public void mute(boolean silenced) {
        muted = silenced;
        contribution.mute(silenced);
        owner.changed();
    }

    /** Whether its member no longer hears the others. */
    public void deafen(boolean silenced) {
        deaf = silenced;
        hearing.to(silenced ? 0 : Ramp.ONE);
        owner.changed();
    }

    /** How loud the others hear its member, in decibels. */
    public void gain(double decibels) {
        contribution.gain(decibels);
        owner.changed();
    }

    /** Plays to its member alone; null stops. */
    public void whisper(@Nullable PcmSource source) {
        whisper.play(source);
        owner.changed();
    }

    /** Gives what its member says, before mute and gain; null stops. */
    public void overhear(@Nullable PcmSink sink) {
        overhearer = sink;
        owner.changed();
    }

    /** Whether its member says to the others what it says and hears what they say, and nothing else. */
    boolean plain() {
        return !muted && !deaf && contribution.plain() && !whisper.sounds() && overhearer == null;
    }

    /** Its member is heard and hears without the room from now on; if it comes back, then as loud as it left. */
    void leaveRoom() {
        free();
        heard = null;
        common = null;
        toRoom.restart();
        hearing.at(Ramp.ONE);
        contribution.goOn();
    }

    /** Sends its member digits. */
    public void press(String digits) {
        digits.chars().forEach(digit -> end.press((char) digit));
    }

    @Override
    public void reconsider(long nowNanos) {
        owner.reconsider(nowNanos);
    }

    /** Leaves it; the others hear its member fade within a frame. Idempotent. */
    @Override
    public void close() {
        if (left) {
            return;
        }
        left = true;
        contribution.leave();
        if (seated) {
            end.part(this);
            owner.leave(this);
        }
        onLeft.run();
    }

    boolean left() {
        return left;
    }

    SeatEnd end() {
        return end;
    }

    Contribution contribution() {
        return contribution;
    }

    void retune(int sampleRateHz) {
        if (left) {
            return;
        }
        end.retune(sampleRateHz);
        Form form = end.form();
        if (form != null) {
            follow(form);
        }
    }

    /** Hears in this form from now on. */
    private void follow(Form form) {
        if (common == null || !common.form().equals(form)) {
            common = room.common(form);
        }
        if (own != null && !own.form().equals(form)) {
            own.close();
            own = null;
        }
        if (heard != own && heard != common) {
            heard = null;
        }
    }

    /** Takes in what its member says in this frame. */
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
            owner.others(this, other -> other.press(digit));
        }
    }

    /** Where the member says how loud it is, it need not be decoded to find out that it is silent. */
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

    /** Decides which rendition its member hears in this frame. */
    void choose() {
        Form form = left ? null : end.form();
        Rendition next = null;
        if (form != null) {
            follow(form);
        }
        if (form != null && (whisper.sounds() || !(hearing.shut() || room.alone()))) {
            boolean alone = contribution.said() || whisper.sounds() || !hearing.unity();
            next = alone ? own(form) : common;
        }
        if (next != heard) {
            if (next != null) {
                change(next);
            }
            heard = next;
        }
        if (own != null) {
            own.begin();
        }
    }

    private Rendition own(Form form) {
        Rendition made = own;
        if (made == null) {
            made = new Rendition(form);
            own = made;
        }
        return made;
    }

    private void change(Rendition next) {
        if (next == own && heard != null) {
            next.follow(heard);
        } else {
            next.welcome();
        }
    }

    /** Lets its member hear this frame. */
    void hear(long nowNanos) {
        Rendition rendition = heard;
        if (rendition == null) {
            end.silence(nowNanos);
        } else if (rendition == own) {
            end.hear(rendition, mixOwn(), nowNanos);
        } else {
            end.hear(rendition, room.total(), nowNanos);
        }
    }

    private int[] mixOwn() {
        int[] mix = room.without(contribution);
        if (!hearing.unity()) {
            hearing.apply(mix);
        }
        if (whisper.sounds()) {
            whisper.addTo(mix);
        }
        return mix;
    }

    /** Frees what its member's codecs hold. */
    void free() {
        end.close();
        if (own != null) {
            own.close();
            own = null;
        }
        Arrays.fill(spoken, (short) 0);
    }

    /** What its member presses reaches the others, unless it is muted. */
    private final class Crossing implements DigitReceiver.Listener {
        private boolean crosses;

        @Override
        public void pressed(char digit) {
            crosses = !muted;
            if (crosses) {
                owner.others(Seat.this, other -> other.pressed(digit));
            }
        }

        @Override
        public void released(char digit, int durationMillis) {
            // What the others heard begin ends for them too, muted meanwhile or not.
            if (crosses) {
                crosses = false;
                owner.others(Seat.this, other -> other.released(digit, durationMillis));
            }
        }
    }
}
