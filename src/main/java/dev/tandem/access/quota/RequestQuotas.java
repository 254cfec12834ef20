package dev.tandem.access.quota;

import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.config.RequestRateConfig;
import dev.tandem.config.TandemConfig;
import dev.tandem.principal.OperationFamily;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The quota of each family of operations, counted for each who asks. For event loops. */
@Singleton
public class RequestQuotas {

    private final QuotaStore store;
    private final RequestRateConfig rates;
    private final Counter limited;

    /** Quotas as configured. */
    @Inject
    public RequestQuotas(QuotaStore store, TandemConfig config, MeterRegistry registry) {
        this.store = store;
        this.rates = config.requestRate();
        this.limited = Counter.builder("tandem.requests.limited")
                .description("requests refused because a quota was used up")
                .register(registry);
    }

    /** Takes one request, or refuses it with 429. */
    public void spend(String asking, OperationFamily family, Instant now) {
        Duration wait = take(asking, family, now);
        if (!wait.isZero()) {
            limited.increment();
            long seconds = wait.plusMillis(999).toSeconds();
            throw new AcsException(
                    429,
                    AcsError.of("TooManyRequests", "The quota of this key or token is used up; wait a moment."),
                    Map.of("Retry-After", Long.toString(seconds)));
        }
    }

    /** Takes one request; how long to wait for it instead when there is none, else zero. */
    public Duration take(String asking, OperationFamily family, Instant now) {
        int perSecond = perSecond(family);
        return perSecond == 0 ? Duration.ZERO : store.take(asking + " " + family, new Quota(perSecond, perSecond), now);
    }

    private int perSecond(OperationFamily family) {
        return switch (family) {
            case NUMBERS -> rates.numbers();
            case CALLS -> rates.calls();
            case IDENTITIES -> rates.identities();
            case ADMINISTRATION -> rates.administration();
        };
    }
}
