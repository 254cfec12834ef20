package dev.tandem.sip.auth;

import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingRequest;
import dev.tandem.sip.message.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers challenges to the requests of one leg (RFC 3261, section 22). Owned by the loop of its Call-ID. */
public final class DigestClient {
    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final Optional<DigestCredentials> credentials;
    private Optional<Header> ofInvite = Optional.empty();

    /** Makes a client; without credentials it answers nothing. */
    public DigestClient(Optional<DigestCredentials> credentials) {
        this.credentials = credentials;
    }

    /** Whether a response asks for credentials. */
    public static boolean isChallenge(IncomingResponse response) {
        return response.status() == UNAUTHORIZED || response.status() == PROXY_AUTHENTICATION_REQUIRED;
    }

    /** The header that answers a challenge; empty when that is hopeless. */
    public Optional<Header> answer(OutgoingRequest challenged, IncomingResponse challenge) {
        boolean proxy = challenge.status() == PROXY_AUTHENTICATION_REQUIRED;
        String name = proxy ? "Proxy-Authorization" : "Authorization";
        List<String> challenges = challenge.headers(proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
        if (!challenged.value(name).isEmpty() && !isStale(challenges)) {
            // Our answer was wrong; the same answer again would be too.
            return Optional.empty();
        }
        Optional<Header> answer = credentials
                .flatMap(ours ->
                        DigestAnswer.to(challenges, ours, challenged.method(), challenged.uri(), Tokens.clientNonce()))
                .map(value -> new Header(name, value));
        if (challenged.method().equals("INVITE")) {
            ofInvite = answer;
        }
        return answer;
    }

    /** What the ACK for an INVITE has to repeat of it (section 22.1). */
    public List<Header> ofInvite() {
        return ofInvite.map(List::of).orElse(List.of());
    }

    private static boolean isStale(List<String> challenges) {
        return challenges.stream()
                .anyMatch(each -> each.toLowerCase(Locale.ROOT).replace(" ", "").contains("stale=true"));
    }
}
