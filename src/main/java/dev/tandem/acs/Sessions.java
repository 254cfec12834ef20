package dev.tandem.acs;

import dev.tandem.config.TandemConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sessions of people signed in to the console. Kept in memory: a restart signs everybody out. At most {@value #SESSIONS_MAX};
 * the oldest gives way, so that signing in always works.
 */
@Singleton
public class Sessions {

    /** Name of the session cookie. */
    public static final String COOKIE = "tandem_session";

    private static final int SESSIONS_MAX = 1000;

    private final Map<String, Instant> expiryById = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Duration life;
    private final Clock clock;

    /** Sessions that last {@code tandem.console.session}. */
    @Inject
    public Sessions(TandemConfig config) {
        this(config.console().session(), Clock.systemUTC());
    }

    Sessions(Duration life, Clock clock) {
        this.life = life;
        this.clock = clock;
    }

    /** Opens a session and answers its id, for the cookie. */
    public synchronized String open() {
        byte[] id = new byte[32];
        random.nextBytes(id);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        if (expiryById.size() >= SESSIONS_MAX) {
            expiryById.remove(expiryById.keySet().iterator().next());
        }
        expiryById.put(text, clock.instant().plus(life));
        return text;
    }

    /** Whether the session is open. */
    public synchronized boolean isOpen(String id) {
        Instant expiry = expiryById.get(id);
        if (expiry != null && clock.instant().isBefore(expiry)) {
            return true;
        }
        expiryById.remove(id);
        return false;
    }

    /** Ends a session. */
    public synchronized void close(String id) {
        expiryById.remove(id);
    }

    /** How long a session lasts. */
    public Duration life() {
        return life;
    }
}
