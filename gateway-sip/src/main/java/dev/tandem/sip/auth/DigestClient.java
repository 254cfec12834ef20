package dev.tandem.sip.auth;

import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingRequest;
import dev.tandem.sip.message.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Answers challenges to the requests of one leg (RFC 3261, section 22). The realm that challenges first, outside of any
 * dialog, is the one the credentials are for: whoever is called, beyond it, may not collect answers by challenging later.
 * Owned by the loop of its Call-ID.
 */
public final class DigestClient {
    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    /** A peer whose nonces are always stale is not answered for ever. */
    private static final int ANSWERS_MAX = 50;

    private final Optional<DigestCredentials> credentials;
    private final Map<String, Header> ofInvite = new LinkedHashMap<>();
    private Optional<String> realm = Optional.empty();
    private int answers;

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
        List<String> challenges =
                ofOurRealm(challenged, challenge.headers(proxy ? "Proxy-Authenticate" : "WWW-Authenticate"));
        if ((!challenged.value(name).isEmpty() && !isStale(challenges)) || answers++ == ANSWERS_MAX) {
            // Our answer was wrong; the same answer again would be too.
            return Optional.empty();
        }
        Optional<Header> answer = credentials
                .flatMap(ours ->
                        DigestAnswer.to(challenges, ours, challenged.method(), challenged.uri(), Tokens.clientNonce()))
                .map(value -> new Header(name, value));
        realm = realm.or(() -> answer.flatMap(header -> DigestAnswer.realm(header.value())));
        if (challenged.method().equals("INVITE")) {
            answer.ifPresent(header -> ofInvite.put(name, header));
        }
        return answer;
    }

    private List<String> ofOurRealm(OutgoingRequest challenged, List<String> challenges) {
        if (realm.isPresent()) {
            return challenges.stream()
                    .filter(each -> DigestAnswer.realm(each).equals(realm))
                    .toList();
        }
        boolean insideDialog = challenged.value("To").contains(";tag=");
        return insideDialog ? List.of() : challenges;
    }

    /** What the ACK for an INVITE, and the next INVITE, have to repeat of it (section 22.1). */
    public List<Header> ofInvite() {
        return List.copyOf(ofInvite.values());
    }

    private static boolean isStale(List<String> challenges) {
        return challenges.stream()
                .anyMatch(each -> each.toLowerCase(Locale.ROOT).replace(" ", "").contains("stale=true"));
    }
}
