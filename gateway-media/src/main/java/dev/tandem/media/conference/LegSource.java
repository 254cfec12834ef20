package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the packets a leg receives: they are passed on as they come, or played out as frames. The stream goes on
 * where it was when the one becomes the other: what waits to be played is passed on, and playout begins behind the packet
 * passed on last.
 *
 * <p>Owned by the leg's media loop; holds decoder state while it plays.
 */
final class LegSource {
    private final Inbound in;
    private final Tally tally;
    private @Nullable Playout playout;
    private @Nullable RelayPath relay;

    LegSource(Inbound in, Tally tally) {
        this.in = in;
        this.tally = tally;
    }

    /** Plays out from now on, decoded to that rate; what is played out so already goes on. */
    Playout play(CodecName codec, int sampleRateHz) {
        Playout next = playing(codec, sampleRateHz);
        playout = next;
        next.rest(false);
        in.to(new PlayoutFeed(next, tally));
        return next;
    }

    /** The same, if need be at the second rate; a rate that is not less than the first is good enough and stays. */
    Playout playAtLeast(CodecName codec, int neededHz, int otherwiseHz) {
        Playout before = playout;
        boolean enough = before != null && before.codec() == codec && before.sampleRateHz() >= neededHz;
        return play(codec, before != null && enough ? before.sampleRateHz() : otherwiseHz);
    }

    private Playout playing(CodecName codec, int sampleRateHz) {
        Playout before = playout;
        if (before != null && before.codec() == codec) {
            return before.sampleRateHz() == sampleRateHz ? before : before.atRate(sampleRateHz);
        }
        if (before != null) {
            before.close();
        }
        Playout next = new Playout(codec, sampleRateHz);
        if (relay != null && relay.codec() == codec) {
            relay.continueIn(next.buffer());
        }
        relay = null;
        return next;
    }

    /** Plays out, and has a meter read how loud the packets say they are. */
    LevelMeter measure(Playout playing, int extensionId) {
        LevelMeter meter = new LevelMeter(new PlayoutFeed(playing, tally), extensionId);
        in.to(meter);
        return meter;
    }

    /** Passes packets on from now on; first of all those that wait to be played. */
    void pass(RelayPath next, long nowNanos) {
        Playout before = playout;
        playout = null;
        relay = next;
        in.to(next);
        if (before != null) {
            if (before.codec() == next.codec()) {
                next.continueFrom(before.buffer(), nowNanos);
            }
            before.close();
        }
    }

    /** What is played out; null while packets are passed on or nobody listens. */
    @Nullable Playout playout() {
        return playout;
    }

    /** Nobody listens any more. The playout there was is the caller's, to be read to its end and closed. */
    @Nullable Playout stop() {
        Playout last = playout;
        playout = null;
        relay = null;
        in.to(PacketSink.NOWHERE);
        return last;
    }

    /** What waits to be played, in milliseconds. */
    int delayMillis() {
        return playout == null ? 0 : playout.delayMillis();
    }
}
