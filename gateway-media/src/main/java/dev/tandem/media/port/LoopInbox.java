package dev.tandem.media.port;

import dev.tandem.media.webrtc.Drop;
import dev.tandem.media.webrtc.DropCounts;
import dev.tandem.media.webrtc.WebRtcSession;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Protected packets on their way from the loop that reads the browsers' port to the loop their leg lives on, which decrypts
 * them: a ring of {@value #DATAGRAMS_MAX} copies, with one writer and one reader. What finds it full is dropped and counted.
 */
final class LoopInbox implements WebRtcSession.Handover {
    static final int DATAGRAMS_MAX = 1_024;
    private static final int DATAGRAM_OCTETS_MAX = 1_500;

    private final DropCounts drops;
    private final Runnable wakeUp;
    private final ByteBuffer[] datagrams = new ByteBuffer[DATAGRAMS_MAX];
    private final @Nullable WebRtcSession[] sessions = new WebRtcSession[DATAGRAMS_MAX];
    private final long[] arrivalsNanos = new long[DATAGRAMS_MAX];
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();

    /** An empty one; {@code wakeUp} is called by the writer when there is something to read. */
    LoopInbox(DropCounts drops, Runnable wakeUp) {
        this.drops = drops;
        this.wakeUp = wakeUp;
    }

    /** Copies a datagram in. The port's loop. */
    @Override
    public void take(WebRtcSession session, ByteBuffer datagram, long arrivalNanos) {
        long next = written.getPlain();
        if (next - read.getAcquire() == DATAGRAMS_MAX || datagram.remaining() > DATAGRAM_OCTETS_MAX) {
            drops.count(Drop.NOT_HANDED_OVER);
            return;
        }
        int slot = (int) (next % DATAGRAMS_MAX);
        slot(slot).clear().put(datagram).flip();
        sessions[slot] = session;
        arrivalsNanos[slot] = arrivalNanos;
        written.setRelease(next + 1);
        wakeUp.run();
    }

    /** Memory only for as many as ever wait at once. */
    private ByteBuffer slot(int slot) {
        ByteBuffer datagram = datagrams[slot];
        if (datagram == null) {
            datagram = ByteBuffer.allocate(DATAGRAM_OCTETS_MAX);
            datagrams[slot] = datagram;
        }
        return datagram;
    }

    /** Gives everything that waits to its session. The loop it is for. */
    void deliver() {
        long last = written.getAcquire();
        for (long next = read.getPlain(); next < last; next++) {
            int slot = (int) (next % DATAGRAMS_MAX);
            WebRtcSession session = sessions[slot];
            if (session != null && session.handover() == this) {
                session.onSrtp(datagrams[slot], arrivalsNanos[slot]);
            } else {
                // The leg has moved on; its state is another thread's now.
                drops.count(Drop.NOT_HANDED_OVER);
            }
            sessions[slot] = null;
            read.setRelease(next + 1);
        }
    }
}
