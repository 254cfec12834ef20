package dev.tandem.event;

import dev.tandem.store.DataKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** The secrets that callbacks of a tenant are signed with, once somebody has asked for one. Blocks: workers only. */
@ApplicationScoped
public class CallbackSigning {

    private final EntityManager entities;
    private final DataKey dataKey;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CallbackSigning(EntityManager entities, DataKey dataKey, Clock clock) {
        this.entities = entities;
        this.dataKey = dataKey;
        this.clock = clock;
    }

    @Transactional
    Optional<SigningSecrets> find(String tenant) {
        return Optional.ofNullable(entities.find(CallbackSigningRow.class, tenant))
                .map(row -> row.secrets.open(dataKey, place(tenant)));
    }

    /** Begins to sign, or changes the secret; the one before signs for another day. */
    @Transactional
    SigningSecrets rotate(String tenant) {
        SigningSecrets fresh = SigningSecrets.fresh(random);
        SigningSecrets rotated = find(tenant)
                .map(old -> old.replacedBy(fresh.current(), clock.instant()))
                .orElse(fresh);
        CallbackSigningRow row = entities.find(CallbackSigningRow.class, tenant);
        if (row == null) {
            row = new CallbackSigningRow();
            row.tenant = tenant;
        }
        row.secrets = SealedSecrets.of(rotated, dataKey, place(tenant));
        entities.persist(row);
        return rotated;
    }

    private static String place(String tenant) {
        return "callback signing " + tenant;
    }
}
