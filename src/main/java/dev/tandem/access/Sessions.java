package dev.tandem.access;

import dev.tandem.config.TandemConfig;
import dev.tandem.principal.Permission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sessions of people signed in to the console. Kept in memory: a restart signs everybody out. At most {@value
 * #SESSIONS_PER_KEY_MAX} of one key and {@value #SESSIONS_MAX} of all; the oldest gives way, so that signing in always works.
 */
@Singleton
public class Sessions {

    /** Name of the session cookie. */
    public static final String COOKIE = "tandem_session";

    private static final int SESSIONS_MAX = 1000;
    private static final int SESSIONS_PER_KEY_MAX = 100;

    private final Map<String, Session> sessionById = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Duration life;
    private final Clock clock;

    /** Sessions that last {@code tandem.console.session}. */
    @Inject
    public Sessions(TandemConfig config, Clock clock) {
        this(config.console().session(), clock);
    }

    Sessions(Duration life, Clock clock) {
        this.life = life;
        this.clock = clock;
    }

    /**
     * An open session.
     *
     * @param openedBy name of the access key, or {@code link}
     * @param permissions what may be done in it
     * @param expiry when it ends
     */
    public record Session(String openedBy, Set<Permission> permissions, Instant expiry) {

        /** Copies the set, so that the session is a value. */
        public Session {
            permissions = Set.copyOf(permissions);
        }
    }

    /** Opens a session for who came by the sign-in link, and answers its id, for the cookie. */
    public String open() {
        return open("link", Set.of(Permission.ADMIN));
    }

    /** Opens a session that may do what the key may, and ends with it. */
    public String open(AccessKey key) {
        return open(key.name(), key.permissions());
    }

    private synchronized String open(String openedBy, Set<Permission> permissions) {
        byte[] id = new byte[32];
        random.nextBytes(id);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        makeRoom(openedBy);
        sessionById.put(text, new Session(openedBy, permissions, clock.instant().plus(life)));
        return text;
    }

    private void makeRoom(String openedBy) {
        List<String> ofTheSame = sessionById.entrySet().stream()
                .filter(each -> each.getValue().openedBy().equals(openedBy))
                .map(Map.Entry::getKey)
                .toList();
        if (ofTheSame.size() >= SESSIONS_PER_KEY_MAX) {
            sessionById.remove(ofTheSame.get(0));
        } else if (sessionById.size() >= SESSIONS_MAX) {
            sessionById.remove(sessionById.keySet().iterator().next());
        }
    }

    /** The session of this id, if it is open. */
    public synchronized Optional<Session> find(String id) {
        Session session = sessionById.get(id);
        if (session != null && clock.instant().isBefore(session.expiry())) {
            return Optional.of(session);
        }
        sessionById.remove(id);
        return Optional.empty();
    }

    /** Ends the sessions that a key opened: it was replaced or deleted, or may do other things now. */
    synchronized void closeOpenedBy(String name) {
        sessionById.values().removeIf(session -> session.openedBy().equals(name));
    }

    /** Ends a session. */
    public synchronized void close(String id) {
        sessionById.remove(id);
    }

    /** How long a session lasts. */
    public Duration life() {
        return life;
    }
}
