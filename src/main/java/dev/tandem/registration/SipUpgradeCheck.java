package dev.tandem.registration;

import dev.tandem.identity.AccessTokens;
import dev.tandem.identity.VerifiedUser;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;

/**
 * Checks the access token of a SIP WebSocket before the upgrade: no token or a bad one gets 401, one without the scope
 * {@code voip} 403. Runs on the event loop and reads memory only.
 */
@ApplicationScoped
public class SipUpgradeCheck implements HttpUpgradeCheck {

    static final String PATH = "/ws/sip";
    private static final String SCOPE = "voip";

    // Looked up late: upgrade checks are made before the database has its tables.
    private final Instance<AccessTokens> tokens;

    SipUpgradeCheck(Instance<AccessTokens> tokens) {
        this.tokens = tokens;
    }

    /** Whether a token is for calls at all. */
    static boolean mayCall(VerifiedUser user) {
        return user.scopes().contains(SCOPE);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        // There is no other WebSocket; one by another spelling is none either.
        if (!context.httpRequest().path().equals(PATH)) {
            return CheckResult.rejectUpgrade(404);
        }
        String token = context.httpRequest().getParam("access_token");
        Optional<VerifiedUser> user =
                token == null ? Optional.empty() : tokens.get().verify(token);
        if (user.isEmpty()) {
            return CheckResult.rejectUpgrade(401);
        }
        return mayCall(user.get()) ? CheckResult.permitUpgrade() : CheckResult.rejectUpgrade(403);
    }
}
