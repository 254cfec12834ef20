package dev.tandem.media.port;

import dev.tandem.media.conference.LegMedia;
import dev.tandem.media.conference.RtpTransport;
import dev.tandem.media.offeranswer.LocalMedia;
import dev.tandem.media.offeranswer.Stream.Remote;
import java.net.InetAddress;
import java.util.Optional;

/** What carries the media of one leg. */
public sealed interface LegTransport extends RtpTransport permits PlainTransport, BrowserTransport {

    /**
     * Our side as descriptions say it; binds what has to be bound. Call loop, one at a time.
     *
     * @param peer where the other side is, if it said so already
     * @throws dev.tandem.media.PortsExhaustedException when nothing is free to bind
     */
    LocalMedia local(Optional<InetAddress> peer);

    /** Follows the peer's description: how it is reached, and whether keys were agreed that its packets must fit. Loop thread. */
    void follow(Remote remote, boolean secured);

    /** Where the peer's signalling comes from, as SIP sees it. Loop thread. */
    void signalledFrom(InetAddress host);

    /** The peer has shown that it is where its signalling comes from. Loop thread. */
    void confirm();

    /** Reads into {@code media} on that loop from now on. Loop thread. */
    void attach(MediaLoop loop, LegMedia media);

    /** Reads on that loop no longer. Loop thread. */
    void detach(MediaLoop loop);

    /** Frees what is bound. Loop thread, after {@link #detach}. */
    void close();
}
