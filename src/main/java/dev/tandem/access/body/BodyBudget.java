package dev.tandem.access.body;

import dev.tandem.config.LimitsConfig;
import dev.tandem.config.TandemConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** The octets of request bodies that may be in memory at once, whoever sent them. Thread-safe. */
@Singleton
public class BodyBudget {

    private static final int HEAP_SHARE = 16;

    private final long octetsMax;
    private final AtomicLong octets = new AtomicLong();
    private final Counter refused;

    /** As configured, else a share of the heap; room for one body of the largest in any case. */
    @Inject
    public BodyBudget(TandemConfig config, MeterRegistry registry) {
        this(octetsMax(config.limits(), Runtime.getRuntime().maxMemory()), registry);
    }

    BodyBudget(long octetsMax, MeterRegistry registry) {
        this.octetsMax = octetsMax;
        Gauge.builder("tandem.request.bodies.octets", octets, AtomicLong::get)
                .description("Octets of request bodies in memory")
                .register(registry);
        this.refused = Counter.builder("tandem.request.bodies.refused")
                .description("requests refused because the bodies of others filled the memory set aside for them")
                .register(registry);
    }

    /** Takes room for {@code more} octets; false when there is none. */
    boolean take(int more) {
        if (octets.addAndGet(more) <= octetsMax) {
            return true;
        }
        octets.addAndGet(-more);
        refused.increment();
        return false;
    }

    /** Gives room back. */
    void give(long taken) {
        octets.addAndGet(-taken);
    }

    private static long octetsMax(LimitsConfig limits, long heap) {
        long share = limits.requestBodies().map(MemorySize::asLongValue).orElse(heap / HEAP_SHARE);
        return Math.max(share, limits.requestBody().asLongValue());
    }
}
