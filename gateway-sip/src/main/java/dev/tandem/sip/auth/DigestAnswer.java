package dev.tandem.sip.auth;

import java.util.List;
import java.util.Optional;

/** The client side of digest authentication (RFC 3261, section 22; RFC 7616). */
public final class DigestAnswer {

    private DigestAnswer() {}

    /**
     * The Authorization or Proxy-Authorization value for a challenged request.
     *
     * @param challenges values of WWW-Authenticate or Proxy-Authenticate; the strongest that is understood is answered
     * @param credentials ours towards the peer
     * @param method the request's method
     * @param uri the request's Request-URI
     * @param clientNonce fresh random text of ours, hexadecimal
     * @return empty when no challenge can be answered
     */
    public static Optional<String> to(
            List<String> challenges, DigestCredentials credentials, String method, String uri, String clientNonce) {
        throw new UnsupportedOperationException("not built yet");
    }
}
