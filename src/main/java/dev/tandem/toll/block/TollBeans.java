package dev.tandem.toll.block;

import dev.tandem.config.TandemConfig;
import dev.tandem.config.TollAllowance;
import dev.tandem.config.TollConfig;
import dev.tandem.number.E164;
import dev.tandem.number.plan.SpecialNumbers;
import dev.tandem.toll.TollLimits;
import dev.tandem.toll.TollLimits.Allowance;
import dev.tandem.toll.TollPolicy;
import dev.tandem.toll.TollRule;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The service's one policy, as configured and as an earlier life left it, and its figures. */
class TollBeans {

    @Produces
    @Singleton
    TollPolicy policy(TandemConfig config, TollStore store, TollKeeper keeper, Clock clock) {
        TollPolicy policy = new TollPolicy(
                limits(config.toll()), number -> E164.parse(number).flatMap(SpecialNumbers::kind), keeper::tripped);
        store.blocks().forEach(row -> policy.block(row.payer));
        policy.restore(store.usageToday(), clock.instant());
        keeper.watch(policy);
        return policy;
    }

    private static TollLimits limits(TollConfig config) {
        return new TollLimits(
                allowance(config.user()),
                allowance(config.application()),
                allowance(config.number()),
                allowance(config.trunk()),
                allowance(config.tenant()),
                config.longestCall(),
                config.blocksAfter(),
                config.prefixes().orElse(List.of()),
                config.opened().orElse(List.of()));
    }

    private static Allowance allowance(TollAllowance given) {
        return new Allowance(given.callsAtOnce(), given.callsPerMinute(), given.minutesPerDay());
    }

    void register(@Observes StartupEvent event, MeterRegistry registry, TollPolicy policy, TollKeeper keeper) {
        for (TollRule rule : TollRule.values()) {
            FunctionCounter.builder("tandem.toll.refused", policy, counted -> counted.refused(rule))
                    .tag("rule", rule.wire())
                    .description("Calls to the telephone network refused by the limits against toll fraud")
                    .register(registry);
        }
        Gauge.builder("tandem.toll.blocked", policy, TollPolicy::blocked)
                .description("Users and applications whose calls are blocked")
                .register(registry);
        FunctionCounter.builder("tandem.toll.events.dropped", keeper, TollKeeper::dropped)
                .description("Suspicions that were not told because too many waited")
                .register(registry);
    }
}
