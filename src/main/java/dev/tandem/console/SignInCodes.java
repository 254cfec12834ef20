package dev.tandem.console;

import dev.tandem.config.TandemConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** One-time codes of sign-in links: each opens one session, soon. */
@Singleton
public class SignInCodes {

    private final Map<String, Instant> expiryByCode = new HashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Duration life;
    private final Clock clock;

    /** Codes that last {@code tandem.console.sign-in-link}. */
    @Inject
    public SignInCodes(TandemConfig config, Clock clock) {
        this(config.console().signInLink(), clock);
    }

    SignInCodes(Duration life, Clock clock) {
        this.life = life;
        this.clock = clock;
    }

    /** Makes a code. Only the start makes one, so the map stays small. */
    public synchronized String make() {
        byte[] octets = new byte[24];
        random.nextBytes(octets);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        expiryByCode.put(code, clock.instant().plus(life));
        return code;
    }

    /** Uses a code up; false when it never was one, was used before, or is too old. */
    public synchronized boolean use(String code) {
        Instant expiry = expiryByCode.remove(code);
        return expiry != null && clock.instant().isBefore(expiry);
    }
}
