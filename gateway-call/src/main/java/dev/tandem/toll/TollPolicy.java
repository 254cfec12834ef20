package dev.tandem.toll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The limits against toll fraud, at work: every call to the telephone network goes on the accounts of its payer, its caller
 * ID, its trunk and its tenant, and is refused where one of them is used up or the number is none that is called.
 *
 * <p>A refusal is a trip. Trips over destinations and over limits of the payer's own are strikes; so many of them within a
 * minute block the payer until somebody clears them. One wrong number does not, nor does a trunk that others have filled,
 * nor a day's minutes that are used up: those mend themselves.
 *
 * <p>Pure: the time is an argument. Thread-safe: one lock, held for microseconds.
 */
public final class TollPolicy implements TollGate {

    /** How long a decision waits for its call to be placed. */
    public static final Duration UNBEGUN_MAX = Duration.ofSeconds(10);

    private final TollLimits limits;
    private final Destinations destinations;
    private final Accounts accounts;
    private final Consumer<TollTrip> trips;
    private final Set<String> blocked = new HashSet<>();
    private final Deque<AccountsCharge> unbegun = new ArrayDeque<>();
    private final Map<TollRule, Long> refused = new EnumMap<>(TollRule.class);

    /**
     * A policy under which nobody has called yet.
     *
     * @param special what makes a number dear, in words such as {@code premium rate}; empty for an ordinary one
     * @param trips is told of every trip, while the policy's lock is held
     */
    public TollPolicy(TollLimits limits, Function<String, Optional<String>> special, Consumer<TollTrip> trips) {
        this.limits = limits;
        this.trips = trips;
        destinations = new Destinations(limits, special);
        accounts = new Accounts(limits);
    }

    /** What was found to be wrong with a call, and whether it is the payer's own doing. */
    private record Objection(TollRule rule, String why, boolean isStrike) {}

    @Override
    public synchronized TollDecision pass(TollCall call, Instant now) {
        lapse(now);
        Optional<Objection> objection = objection(call, now);
        if (objection.isPresent()) {
            return new TollDecision.Refused(trip(call, objection.get(), now));
        }
        AccountsCharge charge = new AccountsCharge(call, now);
        unbegun.add(charge);
        return new TollDecision.Passed(charge);
    }

    /** What {@link #pass} would say, without counting anything. */
    public synchronized TollDecision peek(TollCall call, Instant now) {
        return objection(call, now)
                .<TollDecision>map(
                        why -> new TollDecision.Refused(new TollTrip(call, why.rule(), why.why(), now, false, false)))
                .orElseGet(() -> new TollDecision.Passed(Charge.NONE));
    }

    private void lapse(Instant now) {
        Instant latest = now.minus(UNBEGUN_MAX);
        while (!unbegun.isEmpty() && unbegun.peek().isSettled(latest)) {
            unbegun.remove().lapse(now);
        }
    }

    private Optional<Objection> objection(TollCall call, Instant now) {
        if (blocked.contains(call.payer().name())) {
            return Optional.of(new Objection(
                    TollRule.BLOCKED,
                    "Calls of " + call.payer().name() + " are blocked because fraud is suspected",
                    false));
        }
        Optional<String> nowhere = destinations.objection(call.destination());
        if (nowhere.isPresent()) {
            return Optional.of(new Objection(TollRule.DESTINATION, nowhere.get(), true));
        }
        Account payer = accounts.of(call.payer(), now);
        for (Account account : accountsOf(call, now)) {
            Optional<TollRule> rule = account.objection(now);
            if (rule.isPresent()) {
                String why = account.name() + " has used its " + account.limit(rule.get());
                return Optional.of(
                        new Objection(rule.get(), why, account == payer && rule.get() != TollRule.MINUTES_PER_DAY));
            }
        }
        return Optional.empty();
    }

    private List<Account> accountsOf(TollCall call, Instant now) {
        List<Account> all = new ArrayList<>(accounts.of(call, now));
        all.add(accounts.ofTrunk(call.trunk(), now));
        return all;
    }

    private TollTrip trip(TollCall call, Objection objection, Instant now) {
        refused.merge(objection.rule(), 1L, Long::sum);
        Account payer = accounts.of(call.payer(), now);
        int strikes = objection.isStrike() ? payer.strike(now) : 0;
        boolean blocks = limits.blocksAfter() > 0
                && strikes >= limits.blocksAfter()
                && blocked.add(call.payer().name());
        boolean news = objection.rule() != TollRule.BLOCKED && payer.tells(now);
        TollTrip trip = new TollTrip(call, objection.rule(), objection.why(), now, news || blocks, blocks);
        trips.accept(trip);
        return trip;
    }

    /** Blocks a payer, as an earlier life of the gateway did. */
    public synchronized void block(String payer) {
        blocked.add(payer);
    }

    /** Lets a payer call again, and forgets their strikes. */
    public synchronized void clear(Payer payer, Instant now) {
        blocked.remove(payer.name());
        accounts.of(payer, now).forgive();
    }

    /** How many are blocked. */
    public synchronized int blocked() {
        return blocked.size();
    }

    /** How many calls were refused by a rule. */
    public synchronized long refused(TollRule rule) {
        return refused.getOrDefault(rule, 0L);
    }

    /** What accounts have used today, by key, of those where a call has ended since this was asked last. */
    public synchronized Map<String, Duration> usage(Instant now) {
        return accounts.drainUsage(now);
    }

    /** What accounts had used today when an earlier life of the gateway ended; before anybody calls. */
    public synchronized void restore(Map<String, Duration> usage, Instant now) {
        accounts.restore(usage, now);
    }

    /** A call on its accounts. */
    private final class AccountsCharge implements Charge {

        private final List<Account> fixed;
        private final Instant decidedAt;
        private Account trunk;
        private Optional<Instant> answeredAt = Optional.empty();
        private boolean begun;
        private boolean ended;

        AccountsCharge(TollCall call, Instant now) {
            fixed = accounts.of(call, now);
            trunk = accounts.ofTrunk(call.trunk(), now);
            decidedAt = now;
            all().forEach(Account::take);
        }

        private Collection<Account> all() {
            List<Account> all = new ArrayList<>(fixed);
            all.add(trunk);
            return all;
        }

        boolean isSettled(Instant latest) {
            return begun || ended || decidedAt.isBefore(latest);
        }

        void lapse(Instant now) {
            if (!begun) {
                ended(now);
            }
        }

        @Override
        public void begun() {
            synchronized (TollPolicy.this) {
                begun = true;
            }
        }

        @Override
        public void over(String next) {
            synchronized (TollPolicy.this) {
                Account other = accounts.ofTrunk(next, decidedAt);
                if (!ended && other != trunk) {
                    trunk.leave();
                    trunk = other;
                    trunk.enter();
                }
            }
        }

        @Override
        public Optional<Duration> answered(Instant now) {
            synchronized (TollPolicy.this) {
                if (ended || answeredAt.isPresent()) {
                    return Optional.empty();
                }
                answeredAt = Optional.of(now);
                all().forEach(account -> account.answered(now));
                return longest(now);
            }
        }

        /** No longer than calls may be, nor than the minutes that are left. */
        private Optional<Duration> longest(Instant now) {
            Stream<Duration> left = all().stream().flatMap(account -> account.left(now).stream());
            Stream<Duration> ever = Stream.of(limits.longestCall()).filter(most -> !most.isZero());
            return Stream.concat(left, ever).min(Comparator.naturalOrder());
        }

        @Override
        public void ended(Instant now) {
            synchronized (TollPolicy.this) {
                if (!ended) {
                    ended = true;
                    all().forEach(account -> accounts.give(account, answeredAt, now));
                }
            }
        }
    }
}
