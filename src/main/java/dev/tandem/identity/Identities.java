package dev.tandem.identity;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.acs.Tenant;
import dev.tandem.config.DataKey;
import dev.tandem.config.TandemConfig;
import dev.tandem.config.UnlessCommitted;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.auth.DigestCredentials;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Instant;
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
    private final UnlessCommitted unlessCommitted;
    private final Tenant tenant;
    private final DataKey dataKey;
    private final Event<IdentityRevoked> revoked;
    private final int identitiesMax;

    /** Loads all identities. */
    @Inject
    public Identities(
            EntityManager store,
            UnlessCommitted unlessCommitted,
            Tenant tenant,
            DataKey dataKey,
            Event<IdentityRevoked> revoked,
            TandemConfig config) {
        this.store = store;
        this.unlessCommitted = unlessCommitted;
        this.tenant = tenant;
        this.dataKey = dataKey;
        this.revoked = revoked;
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
        IdentityEntity entity =
                new IdentityEntity(tenant.id(), UUID.randomUUID().toString(), Instant.now());
        QuarkusTransaction.joiningExisting().run(() -> {
            store.persist(entity);
            Identity made = remember(entity);
            unlessCommitted.run(() -> byAor.remove(made.aor(), made));
        });
        return aor(entity);
    }

    /** Deletes an identity and with it all its tokens. */
    public synchronized void delete(AddressOfRecord aor) {
        QuarkusTransaction.requiringNew().run(() -> store.remove(stored(aor)));
        byAor.remove(aor);
        revoked.fire(new IdentityRevoked(aor));
    }

    /** Makes all tokens issued so far invalid. */
    public synchronized void revokeTokens(AddressOfRecord aor) {
        change(aor, entity -> entity.tokenGeneration++);
        revoked.fire(new IdentityRevoked(aor));
    }

    /** Issues a SIP password for softphones; the one before stops working. */
    public synchronized DigestCredentials issueSipPassword(AddressOfRecord aor) {
        byte[] octets = new byte[SIP_PASSWORD_OCTETS];
        random.nextBytes(octets);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        change(aor, entity -> entity.sealedSipPassword = dataKey.seal(password, place(aor)));
        return new DigestCredentials(aor.userPart(), password);
    }

    Optional<Identity> find(AddressOfRecord aor) {
        return Optional.ofNullable(byAor.get(aor));
    }

    private void change(AddressOfRecord aor, Consumer<IdentityEntity> change) {
        QuarkusTransaction.joiningExisting().run(() -> {
            IdentityEntity entity = stored(aor);
            Identity before = identity(entity);
            change.accept(entity);
            Identity after = remember(entity);
            unlessCommitted.run(() -> byAor.replace(aor, after, before));
        });
    }

    /** Locked until the transaction ends, which may be after we return: the next change sees this one whole. */
    private IdentityEntity stored(AddressOfRecord aor) {
        IdentityEntity entity =
                exists(aor) ? store.find(IdentityEntity.class, aor.user(), LockModeType.PESSIMISTIC_WRITE) : null;
        if (entity == null) {
            throw AcsException.notFound("The identity " + RawId.of(aor));
        }
        return entity;
    }

    private void load() {
        List<IdentityEntity> all = store.createQuery(
                        "from IdentityEntity i where i.tenantId = :tenant", IdentityEntity.class)
                .setParameter("tenant", tenant.id())
                .getResultList();
        all.forEach(this::remember);
    }

    private Identity remember(IdentityEntity entity) {
        Identity identity = identity(entity);
        byAor.put(identity.aor(), identity);
        return identity;
    }

    private Identity identity(IdentityEntity entity) {
        AddressOfRecord aor = aor(entity);
        Optional<DigestCredentials> credentials = Optional.ofNullable(entity.sealedSipPassword)
                .map(text -> new DigestCredentials(aor.userPart(), dataKey.open(text, place(aor))));
        return new Identity(aor, entity.tokenGeneration, credentials);
    }

    private static AddressOfRecord aor(IdentityEntity entity) {
        return new AddressOfRecord(entity.tenantId, entity.userId);
    }

    private static String place(AddressOfRecord aor) {
        return "identity " + aor.userPart();
    }
}
