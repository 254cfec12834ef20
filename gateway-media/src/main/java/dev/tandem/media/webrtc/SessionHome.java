package dev.tandem.media.webrtc;

import dev.tandem.media.ice.Path;
import java.nio.ByteBuffer;

/** What a session needs of the port it lives on. */
public interface SessionHome {

    /** Sends one datagram, never blocking; false when the socket would not take it. Any thread. */
    boolean send(ByteBuffer datagram, Path path);

    /** Has something done on the loop thread soon. Any thread. */
    void onLoop(Runnable work);

    /** Has one blocking handshake done by a worker; throws RejectedExecutionException when there are too many. Loop. */
    void onWorker(Runnable handshake);

    /** Forgets a session that is over. Loop thread. */
    void over(WebRtcSession session);
}
