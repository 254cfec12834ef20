package dev.tandem.access.quota;

import dev.tandem.config.RequestRateConfig;
import dev.tandem.config.TandemConfig;
import dev.tandem.principal.OperationFamily;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** The quota of each family of operations, counted for each who asks. For event loops. */
@Singleton
public class RequestQuotas {

    private final QuotaStore store;
    private final RequestRateConfig rates;

    /** Quotas as configured. */
    @Inject
    public RequestQuotas(QuotaStore store, TandemConfig config) {
        this.store = store;
        this.rates = config.requestRate();
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
