package dev.tandem.identity;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.config.TandemConfig;
import dev.tandem.identity.IdentityRevoked.What;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.store.AfterRollback;
import dev.tandem.store.DataKey;
import dev.tandem.tenant.Tenant;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The identities: kept in the store, mirrored in memory (at most {@code tandem.limits.identities}).
 *
 * <p>Reads are for any thread and never block. Writes are for workers; one at a time, so that memory follows the store in
 * order.
 */
@Singleton
@Startup
public class Identities {

    private static final int SIP_PASSWORD_OCTETS = 18;

    private final Map<AddressOfRecord, Identity> byAor = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final EntityManager store;
    private final AfterRollback afterRollback;
    private final Tenant tenant;
    private final DataKey dataKey;
    private final Event<IdentityRevoked> revoked;
    private final Clock clock;
    private final int identitiesMax;

    /** Loads all identities. */
    @Inject
    public Identities(
            EntityManager store,
            AfterRollback afterRollback,
            Tenant tenant,
            DataKey dataKey,
            Event<IdentityRevoked> revoked,
            Clock clock,
            TandemConfig config) {
        this.store = store;
        this.afterRollback = afterRollback;
        this.tenant = tenant;
        this.dataKey = dataKey;
        this.revoked = revoked;
        this.clock = clock;
        this.identitiesMax = config.limits().identities();
        QuarkusTransaction.requiringNew().run(this::load);
    }

    /** Whether the identity exists. */
    public boolean exists(AddressOfRecord aor) {
        return byAor.containsKey(aor);
    }

    /** How many there are. */
    public int count() {
        return byAor.size();
    }

    /** The softphone credentials of an identity, if it exists and a SIP password was issued. */
    public Optional<DigestCredentials> credentials(AddressOfRecord aor) {
        return find(aor).flatMap(Identity::credentials);
    }

    /** Makes an identity, in the present transaction if there is one. */
    public synchronized AddressOfRecord create() {
        if (byAor.size() >= identitiesMax) {
            throw new AcsException(
                    429,
                    AcsError.of(
                            "TooManyIdentities",
                            "There are " + identitiesMax + " identities, the most allowed;"
                                    + " delete some or raise tandem.limits.identities."));
        }
        IdentityRow row = new IdentityRow(tenant.id(), UUID.randomUUID().toString(), clock.instant());
        QuarkusTransaction.joiningExisting().run(() -> {
            store.persist(row);
            Identity made = remember(row);
            afterRollback.run(() -> byAor.remove(made.aor(), made));
        });
        return aor(row);
    }

    /** Deletes an identity and with it all its tokens. */
    public synchronized void delete(AddressOfRecord aor) {
        QuarkusTransaction.requiringNew().run(() -> store.remove(stored(aor)));
        byAor.remove(aor);
        revoked.fire(new IdentityRevoked(aor, What.ALL));
    }

    /** Makes all tokens issued so far invalid. */
    public synchronized void revokeTokens(AddressOfRecord aor) {
        change(aor, row -> row.tokenGeneration++);
        revoked.fire(new IdentityRevoked(aor, What.ALL));
    }

    /** Issues a SIP password for softphones; the one before stops working, and so does what it registered. */
    public synchronized DigestCredentials issueSipPassword(AddressOfRecord aor) {
        byte[] octets = new byte[SIP_PASSWORD_OCTETS];
        random.nextBytes(octets);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        change(aor, row -> row.sealedSipPassword = dataKey.seal(password, place(aor)));
        revoked.fire(new IdentityRevoked(aor, What.SIP_PASSWORD));
        return new DigestCredentials(aor.userPart(), password);
    }

    Optional<Identity> find(AddressOfRecord aor) {
        return Optional.ofNullable(byAor.get(aor));
    }

    private void change(AddressOfRecord aor, Consumer<IdentityRow> change) {
        QuarkusTransaction.joiningExisting().run(() -> {
            IdentityRow row = stored(aor);
            Identity before = identity(row);
            change.accept(row);
            Identity after = remember(row);
            afterRollback.run(() -> byAor.replace(aor, after, before));
        });
    }

    /** Locked until the transaction ends, which may be after we return: the next change sees this one whole. */
    private IdentityRow stored(AddressOfRecord aor) {
        IdentityRow row =
                exists(aor) ? store.find(IdentityRow.class, aor.user(), LockModeType.PESSIMISTIC_WRITE) : null;
        if (row == null) {
            throw AcsException.notFound("The identity " + RawId.of(aor));
        }
        return row;
    }

    private void load() {
        List<IdentityRow> all = store.createQuery("from IdentityRow i where i.tenantId = :tenant", IdentityRow.class)
                .setParameter("tenant", tenant.id())
                .getResultList();
        all.forEach(this::remember);
    }

    private Identity remember(IdentityRow row) {
        Identity identity = identity(row);
        byAor.put(identity.aor(), identity);
        return identity;
    }

    private Identity identity(IdentityRow row) {
        AddressOfRecord aor = aor(row);
        Optional<DigestCredentials> credentials = Optional.ofNullable(row.sealedSipPassword)
                .map(text -> new DigestCredentials(aor.userPart(), dataKey.open(text, place(aor))));
        return new Identity(aor, row.tokenGeneration, credentials);
    }

    private static AddressOfRecord aor(IdentityRow row) {
        return new AddressOfRecord(row.tenantId, row.userId);
    }

    private static String place(AddressOfRecord aor) {
        return "identity " + aor.userPart();
    }
}
