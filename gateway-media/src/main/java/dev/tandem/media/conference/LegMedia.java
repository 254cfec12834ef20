package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.FrameEncoder;
import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.rtcp.NtpClock;
import java.nio.ByteBuffer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The media of one leg: the stream it sends us, the stream we send it, and the reports about both.
 *
 * <p>Owned by one media loop at a time; pure but for the {@link RtpTransport} it sends on.
 */
public final class LegMedia {
    /** Figures and reports need not be looked after in every frame. */
    private static final int FRAMES_A_LOOK = 5;

    /** Told on the media loop. */
    public interface Listener {
        /** The first valid packet came. */
        void connected();

        /** A digit ended. */
        void digit(char digit, int durationMillis);

        /** A digit is to be sent to the peer by signalling ({@link DigitTransport#INFO}). */
        default void say(char digit, int durationMillis) {}

        /** Neither RTP nor RTCP came for too long, though the peer said that it would send. */
        void silent(String reason);

        /** It is not so any more. */
        void heardAgain();
    }

    private final Tally tally;
    private final Listener listener;
    private final Inbound in;
    private final LegSource source;
    private final Outbound out;
    private final RtcpExchange rtcp;
    private final SrtpTransport transport;
    private @Nullable Attachment attachment;
    private IntSupplier complexity = () -> FrameEncoder.COMPLEXITY_MAX;
    private boolean heard;
    private boolean silent;
    private long silenceNanosMax;
    private int frames;
    private long heardNanos;

    /** The media of a leg that nothing is agreed for yet; {@code ssrc} is that of the stream we send. */
    public LegMedia(RtpTransport transport, int ssrc, Tally tally, Listener listener, NtpClock clock) {
        this.tally = tally;
        this.listener = listener;
        this.transport = new SrtpTransport(transport);
        in = new Inbound(tally, listener, this::reconsider);
        source = new LegSource(in, tally);
        out = new Outbound(this.transport, tally, ssrc, listener);
        rtcp = new RtcpExchange(this.transport, tally, in, out, clock);
    }

    /** How digits travel to the peer, RFC 4733 unless said. Before anything is agreed. */
    public void digitsBy(DigitTransport means) {
        in.digitsBy(means);
        out.digitsBy(means);
    }

    /** A digit came from the peer by signalling: it is as good as one in the stream. */
    public void digit(char digit, int durationMillis) {
        in.digit(digit, durationMillis);
    }

    /** Follows what was agreed, first or later; what it is attached to follows too. */
    public void configure(Stream agreed, long nowNanos) {
        transport.keys(agreed.sdes());
        in.configure(agreed);
        out.configure(agreed);
        tally.agreed(agreed.codec());
        alive(nowNanos);
        reconsider(nowNanos);
    }

    private void reconsider(long nowNanos) {
        if (attachment != null) {
            attachment.reconsider(nowNanos);
        }
    }

    /** Reports a peer of which nothing comes for so long; 0 for never, as at first. */
    public void silentAfter(long nanos) {
        silenceNanosMax = nanos;
    }

    /** From now on encoders towards this leg try as hard as this says; asked every frame, on the leg's loop. */
    public void complexity(IntSupplier current) {
        complexity = current;
    }

    /** How hard an encoder towards this leg should try now. */
    int complexity() {
        return complexity.getAsInt();
    }

    /** Whether a datagram that is not encrypted goes on with the stream received last, or reports about it. */
    public boolean goesOnIn(ByteBuffer datagram) {
        return in.goesOnIn(datagram);
    }

    /** Takes an RTP datagram in; false when it is not of the agreed stream. */
    public boolean rtp(ByteBuffer datagram, long nowNanos) {
        ByteBuffer packet = transport.rtp(datagram);
        if (packet == null) {
            tally.dropped();
            return false;
        }
        if (!in.packet(packet, nowNanos)) {
            return false;
        }
        heard(nowNanos);
        return true;
    }

    /** Takes an RTCP datagram in. */
    public boolean rtcp(ByteBuffer datagram, long nowNanos) {
        ByteBuffer packet = transport.rtcp(datagram);
        if (packet == null || !rtcp.received(packet, nowNanos)) {
            tally.dropped();
            return false;
        }
        alive(nowNanos);
        return true;
    }

    private void alive(long nowNanos) {
        heardNanos = nowNanos;
        if (silent) {
            silent = false;
            listener.heardAgain();
        }
    }

    private void heard(long nowNanos) {
        alive(nowNanos);
        if (!heard) {
            heard = true;
            listener.connected();
        }
    }

    /** Does the work of 20 ms that needs nobody else. */
    public void tick(long nowNanos) {
        Stream media = in.media();
        if (media == null) {
            return;
        }
        in.tick(nowNanos);
        if (frames++ % FRAMES_A_LOOK == 0) {
            look(media, nowNanos);
        }
    }

    private void look(Stream media, long nowNanos) {
        in.count();
        tally.playoutDelay(source.delayMillis());
        rtcp.tick(nowNanos);
        if (!media.remoteDirection().sends()) {
            alive(nowNanos);
        } else if (silenceNanosMax > 0 && !silent && nowNanos - heardNanos > silenceNanosMax) {
            silent = true;
            listener.silent("no RTP for " + silenceNanosMax / 1_000_000_000 + " s");
        }
    }

    /** Says BYE to the peer; the last thing before its transport closes. */
    public void goodbye(long nowNanos) {
        if (in.media() != null) {
            in.tick(nowNanos);
            in.count();
            rtcp.goodbye(nowNanos);
        }
    }

    /** Frees codec state; the last thing. */
    public void close() {
        in.close();
        out.close();
    }

    /** What its packets last. */
    int packetMillis() {
        Stream media = in.media();
        return media == null ? CodecName.FRAME_MILLIS : media.packetMillis();
    }

    Inbound in() {
        return in;
    }

    /** What is received, as others hear it. */
    LegSource source() {
        return source;
    }

    Outbound out() {
        return out;
    }

    Tally tally() {
        return tally;
    }

    /** What it is attached to; null when to nothing. */
    public @Nullable Attachment attachment() {
        return attachment;
    }

    /** Joins this one, and leaves what it was in. */
    void attach(Attachment next) {
        if (attachment != null) {
            attachment.close();
        }
        attachment = next;
    }

    /** Nobody listens any more; the playout there was is the caller's to close. */
    @Nullable Playout parted(Attachment from) {
        // What never opened parts nobody.
        if (attachment != from) {
            return null;
        }
        in.reset();
        in.digitsTo(DigitReceiver.NOBODY);
        attachment = null;
        return source.stop();
    }
}
