package dev.tandem.media.port;

import dev.tandem.media.webrtc.WebRtcSession;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which session a remote address belongs to, as ICE checks have proved. Owned by the loop of the port. */
final class ValidatedAddresses {

    /** A browser has a path per interface and address family; of more, the oldest is forgotten. */
    static final int ADDRESSES_A_SESSION_MAX = 8;

    private final Map<InetSocketAddress, WebRtcSession> sessions = new HashMap<>();
    private final Map<WebRtcSession, ArrayDeque<InetSocketAddress>> addresses = new HashMap<>();

    @Nullable WebRtcSession session(InetSocketAddress remote) {
        return sessions.get(remote);
    }

    /**
     * Whether no other session holds the address. First come, first served: otherwise whoever can forge a source address
     * could use a session of their own to cut off somebody else's.
     */
    boolean mayBind(InetSocketAddress remote, WebRtcSession session) {
        WebRtcSession holder = sessions.get(remote);
        return holder == null || holder.equals(session);
    }

    void bind(InetSocketAddress remote, WebRtcSession session) {
        if (sessions.putIfAbsent(remote, session) != null) {
            return;
        }
        ArrayDeque<InetSocketAddress> bound = addresses.computeIfAbsent(session, s -> new ArrayDeque<>());
        bound.add(remote);
        if (bound.size() > ADDRESSES_A_SESSION_MAX) {
            sessions.remove(bound.remove());
        }
    }

    void release(WebRtcSession session) {
        ArrayDeque<InetSocketAddress> bound = addresses.remove(session);
        if (bound != null) {
            bound.forEach(sessions::remove);
        }
    }
}
