package dev.tandem.media.srtp;

/** The browser's side of SRTP, for tests elsewhere. */
public final class ClientSrtp {

    private ClientSrtp() {}

    /** Protects with the client's keys. */
    public static OutboundSrtp outbound(SrtpKeys keys) {
        return OutboundSrtp.client(keys);
    }

    /** Unprotects what the server sent. */
    public static InboundSrtp inbound(SrtpKeys keys) {
        return InboundSrtp.client(keys);
    }
}
