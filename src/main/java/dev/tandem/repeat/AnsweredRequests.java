package dev.tandem.repeat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.config.TandemConfig;
import dev.tandem.store.DataKey;
import dev.tandem.tenant.Tenant;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers of repeatable requests: kept for {@code tandem.repeatability.window} and a little, at most
 * {@code tandem.limits.repeatable-requests}. When that many are kept, further requests are refused rather than earlier ones
 * forgotten too soon. For workers.
 */
@Singleton
public class AnsweredRequests {

    private final EntityManager store;
    private final Tenant tenant;
    private final DataKey dataKey;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration life;
    private final int rowsMax;
    private final AtomicLong rows = new AtomicLong();

    /** Counts what is kept. */
    @Inject
    public AnsweredRequests(
            EntityManager store,
            Tenant tenant,
            DataKey dataKey,
            ObjectMapper json,
            Clock clock,
            TandemConfig config,
            MeterRegistry registry) {
        this.store = store;
        this.tenant = tenant;
        this.dataKey = dataKey;
        this.json = json;
        this.clock = clock;
        // A row is made no earlier than first sent, by a clock that may be ahead of ours.
        this.life = config.repeatability().window().plus(RepeatabilityHeaders.CLOCK_SKEW);
        this.rowsMax = config.limits().repeatableRequests();
        QuarkusTransaction.requiringNew().run(this::count);
        registry.gauge("tandem.requests.repeatable.kept", rows);
    }

    /** The answer to an earlier request of this id; refuses a request that is another one. */
    Optional<KeptAnswer> find(String requestId, String fingerprint) {
        AnsweredRequestRow row = store.find(AnsweredRequestRow.class, key(requestId));
        if (row == null) {
            return Optional.empty();
        }
        if (!row.fingerprint.equals(fingerprint)) {
            throw new AcsException(
                    409,
                    AcsError.of("RepeatabilityRequestIdReused", "Another request was made under this id.")
                            .at(RepeatabilityHeaders.REQUEST_ID));
        }
        return Optional.ofNullable(row.sealedAnswer)
                .map(answer -> KeptAnswer.read(dataKey.open(answer, place(row)), json));
    }

    /** Claims an id, in the present transaction; another transaction that has it is waited for by the store. */
    AnsweredRequestRow claim(String requestId, String fingerprint, Instant now) {
        if (rows.get() >= rowsMax) {
            throw new AcsException(
                    503,
                    AcsError.of(
                            "TooManyRepeatableRequests",
                            rowsMax + " requests are remembered, the most allowed; send this one later."),
                    Map.of("Retry-After", "60"));
        }
        AnsweredRequestRow row = new AnsweredRequestRow(key(requestId), tenant.id(), fingerprint, now);
        store.persist(row);
        store.flush();
        return row;
    }

    /** Completes a claim, in the transaction that made it. */
    void complete(AnsweredRequestRow claim, KeptAnswer answer) {
        claim.sealedAnswer = dataKey.seal(answer.write(json), place(claim));
        store.flush();
    }

    /** Says that a claim is stored for good. */
    void stored() {
        rows.incrementAndGet();
    }

    @Scheduled(every = "1m", delayed = "1m")
    void tidy() {
        forget(clock.instant());
    }

    /** Forgets what no request may refer to any more. */
    void forget(Instant now) {
        QuarkusTransaction.requiringNew().run(() -> {
            store.createQuery("delete from AnsweredRequestRow r where r.createdAt < :end")
                    .setParameter("end", now.minus(life))
                    .executeUpdate();
            count();
        });
    }

    private void count() {
        rows.set(store.createQuery("select count(r) from AnsweredRequestRow r", Long.class)
                .getSingleResult());
    }

    private String key(String requestId) {
        return tenant.id() + " " + requestId;
    }

    private static String place(AnsweredRequestRow row) {
        return "answered request " + row.id;
    }
}
