package dev.tandem.toll;

import dev.tandem.toll.TollLimits.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The accounts, bounded: those used last are remembered, and those with calls. Not thread-safe; owned by its policy. */
final class Accounts {

    private static final int ACCOUNTS_MAX = 200_000;

    private final TollLimits limits;
    private final Map<String, Account> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
            return size() > ACCOUNTS_MAX && eldest.getValue().isIdle();
        }
    };

    private final Map<String, Duration> earlier = new HashMap<>();
    private long earlierDay;
    private final Set<String> changed = new HashSet<>();

    Accounts(TollLimits limits) {
        this.limits = limits;
    }

    /** All that a call goes on, the payer's first, the trunk's apart. */
    List<Account> of(TollCall call, Instant now) {
        Account payer = of(call.payer(), now);
        Account tenant = get("tenant " + call.payer().tenant(), "This gateway", limits.tenant(), now);
        return call.callerId().isEmpty()
                ? List.of(payer, tenant)
                : List.of(payer, get("number " + call.callerId(), call.callerId(), limits.number(), now), tenant);
    }

    Account of(Payer payer, Instant now) {
        return get("payer " + payer.name(), payer.name(), limits.of(payer), now);
    }

    Account ofTrunk(String trunk, Instant now) {
        return get("trunk " + trunk, "Trunk " + trunk, limits.trunk(), now);
    }

    private Account get(String key, String name, Allowance allowance, Instant now) {
        return byKey.computeIfAbsent(key, unknown -> {
            Account made = new Account(key, name, allowance, now);
            Optional.ofNullable(earlier.remove(key))
                    .filter(used -> Account.dayOf(now) == earlierDay)
                    .ifPresent(used -> made.used(used.toMillis()));
            return made;
        });
    }

    /** A call is over for this account. */
    void give(Account account, Optional<Instant> answeredAt, Instant now) {
        account.give(answeredAt, now);
        if (answeredAt.isPresent() && account.left(now).isPresent()) {
            changed.add(account.key());
        }
    }

    /** What those have used today where a call has ended since this was asked last. */
    Map<String, Duration> drainUsage(Instant now) {
        Map<String, Duration> usage = new HashMap<>();
        changed.forEach(key -> Optional.ofNullable(byKey.get(key))
                .ifPresent(account -> usage.put(key, Duration.ofMillis(account.usedMillis(now)))));
        changed.clear();
        return usage;
    }

    /** What they had used today in an earlier life. */
    void restore(Map<String, Duration> usage, Instant now) {
        earlier.putAll(usage);
        earlierDay = Account.dayOf(now);
    }
}
