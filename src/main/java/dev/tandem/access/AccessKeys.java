package dev.tandem.access;

import dev.tandem.acs.AcsException;
import dev.tandem.config.TandemConfig;
import dev.tandem.principal.Permission;
import dev.tandem.store.AfterRollback;
import dev.tandem.store.DataKey;
import dev.tandem.tenant.Tenant;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The access keys of the resource. Two of them are always there and may do everything, as Azure has them: either signs, so
 * that one can be replaced while the other is in use. Further ones have names and permissions of the operator's choice.
 *
 * <p>Kept sealed rather than hashed: a signature can only be checked with the key itself. {@code tandem.access-key} stands
 * in for the primary one.
 *
 * <p>Reads are for any thread and never block; writes are for workers, one at a time.
 */
@Singleton
@Startup
public class AccessKeys {

    /** The first of the two keys that are always there. */
    public static final String PRIMARY = "primary";

    /** The second. */
    public static final String SECONDARY = "secondary";

    private static final int KEY_OCTETS = 48;
    /** Every key is tried on every signature. */
    private static final int KEYS_MAX = 50;

    private final Map<String, Held> byName = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final EntityManager store;
    private final AfterRollback afterRollback;
    private final Tenant tenant;
    private final DataKey dataKey;
    private final Sessions sessions;
    private final Clock clock;
    private final boolean configured;

    private record Held(AccessKey key, String secret) {

        byte[] decoded() {
            return Base64.getDecoder().decode(secret);
        }

        @Override
        public String toString() {
            return key.toString();
        }
    }

    /**
     * A key and its secret, for the one time it is shown.
     *
     * @param key the key
     * @param secret in Base64
     */
    public record Issued(AccessKey key, String secret) {

        @Override
        public String toString() {
            return key.toString();
        }
    }

    /** Reads the keys, and makes the first two at first start. */
    @Inject
    public AccessKeys(
            EntityManager store,
            AfterRollback afterRollback,
            Tenant tenant,
            DataKey dataKey,
            Sessions sessions,
            Clock clock,
            TandemConfig config) {
        this.store = store;
        this.afterRollback = afterRollback;
        this.tenant = tenant;
        this.dataKey = dataKey;
        this.sessions = sessions;
        this.clock = clock;
        this.configured = config.accessKey().isPresent();
        QuarkusTransaction.requiringNew().run(this::load);
        for (String name : List.of(PRIMARY, SECONDARY)) {
            if (!byName.containsKey(name)) {
                put(name, Set.of(Permission.ADMIN));
            }
        }
        config.accessKey()
                .ifPresent(secret -> byName.computeIfPresent(PRIMARY, (name, held) -> new Held(held.key(), secret)));
    }

    /** The key for connection strings, Base64. */
    public String primary() {
        return held(PRIMARY).secret();
    }

    /** Whether the operator set the primary key: it is not ours to print then, nor to replace. */
    public boolean configured() {
        return configured;
    }

    /** All keys, by name. */
    public List<AccessKey> list() {
        return byName.values().stream()
                .map(Held::key)
                .sorted(Comparator.comparing(AccessKey::name))
                .toList();
    }

    /** The key whose secret is {@code text}. */
    public Optional<AccessKey> find(String text) {
        byte[] given = text.getBytes(StandardCharsets.UTF_8);
        Optional<AccessKey> found = Optional.empty();
        // All are compared, whichever it is: the time taken tells nothing.
        for (Held held : byName.values()) {
            if (MessageDigest.isEqual(given, held.secret().getBytes(StandardCharsets.UTF_8))) {
                found = Optional.of(held.key());
            }
        }
        return found;
    }

    /** The key that signed {@code request} at about {@code now}; see {@link HmacSignature}. */
    Optional<AccessKey> signer(SignedRequest request, int ownPort, Instant now) {
        List<Held> all = List.copyOf(byName.values());
        List<byte[]> secrets = all.stream().map(Held::decoded).toList();
        return HmacSignature.signer(request, secrets, ownPort, now)
                .map(index -> all.get(index).key());
    }

    /** Makes a key, or changes what one may do; only a new one has a secret to show. */
    public synchronized Optional<Issued> set(String name, Set<Permission> permissions) {
        if (fixed(name)) {
            throw AcsException.conflict("The primary and secondary key may do everything; make another key for less.");
        }
        if (!byName.containsKey(name)) {
            if (byName.size() >= KEYS_MAX) {
                throw AcsException.conflict("There are " + KEYS_MAX + " keys, the most allowed; delete some.");
            }
            return Optional.of(put(name, permissions));
        }
        Held before = held(name);
        AccessKey key = new AccessKey(name, permissions, before.key().createdAt());
        QuarkusTransaction.joiningExisting().run(() -> {
            write(key, before.secret());
            replace(name, before, new Held(key, before.secret()));
        });
        sessions.closeOpenedBy(name);
        return Optional.empty();
    }

    /** Gives a key a new secret; the one before stops working, and so do the console sessions it opened. */
    public synchronized Issued regenerate(String name) {
        if (configured && name.equals(PRIMARY)) {
            throw AcsException.conflict("The primary key is set by tandem.access-key; change it there.");
        }
        Issued issued = put(name, held(name).key().permissions());
        sessions.closeOpenedBy(name);
        return issued;
    }

    /** Deletes a key, and closes the console sessions it opened. */
    public synchronized void delete(String name) {
        if (fixed(name)) {
            throw AcsException.conflict("The primary and secondary key always exist; regenerate them instead.");
        }
        Held gone = held(name);
        QuarkusTransaction.joiningExisting().run(() -> {
            store.remove(store.find(AccessKeyRow.class, id(name)));
            byName.remove(name, gone);
            afterRollback.run(() -> byName.putIfAbsent(name, gone));
        });
        sessions.closeOpenedBy(name);
    }

    private Issued put(String name, Set<Permission> permissions) {
        AccessKey key = new AccessKey(name, permissions, clock.instant());
        byte[] octets = new byte[KEY_OCTETS];
        random.nextBytes(octets);
        String secret = Base64.getEncoder().encodeToString(octets);
        QuarkusTransaction.joiningExisting().run(() -> {
            write(key, secret);
            Held after = new Held(key, secret);
            Held before = byName.putIfAbsent(name, after);
            if (before == null) {
                afterRollback.run(() -> byName.remove(name, after));
            } else {
                replace(name, before, after);
            }
        });
        return new Issued(key, secret);
    }

    private void replace(String name, Held before, Held after) {
        byName.put(name, after);
        afterRollback.run(() -> byName.replace(name, after, before));
    }

    private void write(AccessKey key, String secret) {
        AccessKeyRow row = new AccessKeyRow();
        row.id = id(key.name());
        row.tenantId = tenant.id();
        row.name = key.name();
        row.permissions = key.permissions().stream().map(Permission::name).collect(Collectors.joining(","));
        row.sealedSecret = dataKey.seal(secret, place(key.name()));
        row.createdAt = key.createdAt();
        store.merge(row);
        store.flush();
    }

    private void load() {
        store.createQuery("from AccessKeyRow k where k.tenantId = :tenant", AccessKeyRow.class)
                .setParameter("tenant", tenant.id())
                .getResultList()
                .forEach(row -> byName.put(row.name, held(row)));
    }

    private Held held(AccessKeyRow row) {
        Set<Permission> permissions = Arrays.stream(row.permissions.split(","))
                .map(Permission::valueOf)
                .collect(Collectors.toSet());
        AccessKey key = new AccessKey(row.name, permissions, row.createdAt);
        return new Held(key, dataKey.open(row.sealedSecret, place(row.name)));
    }

    private Held held(String name) {
        Held held = byName.get(name);
        if (held == null) {
            throw AcsException.notFound("The access key " + name);
        }
        return held;
    }

    private static boolean fixed(String name) {
        return name.equals(PRIMARY) || name.equals(SECONDARY);
    }

    private String id(String name) {
        return tenant.id() + " " + name;
    }

    private static String place(String name) {
        return "access key " + name;
    }
}
