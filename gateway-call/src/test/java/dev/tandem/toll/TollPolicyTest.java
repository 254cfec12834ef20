package dev.tandem.toll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.toll.TollLimits.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TollPolicyTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Payer ADA = Payer.user("8:acs:t_ada", "t");
    private static final Payer BOB = Payer.user("8:acs:t_bob", "t");
    private static final Payer DIALLER = Payer.application("key dialler", "t");
    private static final String ABROAD = "+442079460000";
    private static final String SATELLITE = "+882161000000";
    private static final Allowance ANY = Allowance.UNLIMITED;

    private final List<TollTrip> trips = new ArrayList<>();

    @Test
    void aUserCallsAsOftenAtOnceAsTheyMay() {
        TollPolicy policy = policy(new Allowance(2, 0, 0));
        Charge first = passed(policy, ADA, NOON);
        passed(policy, ADA, NOON);

        assertRefused(policy, ADA, NOON, TollRule.CALLS_AT_ONCE);
        passed(policy, BOB, NOON);
        first.ended(NOON);
        first.ended(NOON);
        passed(policy, ADA, NOON);
        assertRefused(policy, ADA, NOON, TollRule.CALLS_AT_ONCE);
    }

    @Test
    void aMinutesCallsComeBackAsTheMinutePasses() {
        TollPolicy policy = policy(new Allowance(0, 3, 0));
        for (int i = 0; i < 3; i++) {
            passed(policy, ADA, NOON).ended(NOON);
        }

        assertRefused(policy, ADA, NOON.plusSeconds(19), TollRule.CALLS_PER_MINUTE);
        passed(policy, ADA, NOON.plusSeconds(20));
        assertRefused(policy, ADA, NOON.plusSeconds(21), TollRule.CALLS_PER_MINUTE);
    }

    @Test
    void aDaysMinutesEndCallsAndAreNewAtMidnight() {
        TollPolicy policy = policy(new Allowance(0, 0, 10));
        Charge call = passed(policy, ADA, NOON);
        call.begun();
        assertThat(call.answered(NOON)).contains(Duration.ofMinutes(10));

        assertThat(passed(policy, ADA, NOON.plusSeconds(240)).answered(NOON.plusSeconds(240)))
                .contains(Duration.ofMinutes(6));
        assertRefused(policy, ADA, NOON.plusSeconds(600), TollRule.MINUTES_PER_DAY);
        call.ended(NOON.plusSeconds(600));
        assertRefused(policy, ADA, NOON.plusSeconds(700), TollRule.MINUTES_PER_DAY);
        passed(policy, ADA, NOON.plus(Duration.ofHours(12)));
    }

    @Test
    void whatWasUsedTodayOutlivesTheProcess() {
        TollPolicy before = policy(new Allowance(0, 0, 10));
        Charge call = passed(before, ADA, NOON);
        call.answered(NOON);
        assertThat(before.usage(NOON)).isEmpty();
        call.ended(NOON.plusSeconds(600));
        Map<String, Duration> used = before.usage(NOON.plusSeconds(600));
        assertThat(used).containsValue(Duration.ofMinutes(10));
        assertThat(before.usage(NOON.plusSeconds(600))).isEmpty();

        TollPolicy after = policy(new Allowance(0, 0, 10));
        after.restore(used, NOON.plusSeconds(650));
        assertRefused(after, ADA, NOON.plusSeconds(700), TollRule.MINUTES_PER_DAY);
        passed(after, BOB, NOON.plusSeconds(700));

        TollPolicy nextDay = policy(new Allowance(0, 0, 10));
        nextDay.restore(used, NOON.plusSeconds(650));
        passed(nextDay, ADA, NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void noCallIsLongerThanCallsMayBe() {
        TollPolicy policy = new TollPolicy(
                new TollLimits(ANY, ANY, ANY, ANY, ANY, Duration.ofHours(4), 5, List.of(), List.of()),
                number -> Optional.empty(),
                trips::add);

        assertThat(passed(policy, ADA, NOON).answered(NOON)).contains(Duration.ofHours(4));
    }

    @Test
    void callerIdTrunkTenantAndApplicationHaveLimitsOfTheirOwn() {
        Allowance one = new Allowance(1, 0, 0);
        List<TollLimits> limits = List.of(
                limits(ANY, one, ANY, ANY, ANY),
                limits(ANY, ANY, one, ANY, ANY),
                limits(ANY, ANY, ANY, one, ANY),
                limits(ANY, ANY, ANY, ANY, one));
        for (TollLimits each : limits) {
            TollPolicy policy = new TollPolicy(each, number -> Optional.empty(), trips::add);
            passed(policy, DIALLER, NOON);
            assertRefused(policy, DIALLER, NOON, TollRule.CALLS_AT_ONCE);
        }
        TollPolicy byNumber = new TollPolicy(limits.get(1), number -> Optional.empty(), trips::add);
        passed(byNumber, DIALLER, NOON);
        assertThat(byNumber.pass(new TollCall(DIALLER, "+13125550199", "carrier", ABROAD), NOON))
                .isInstanceOf(TollDecision.Passed.class);
    }

    @Test
    void aCallThatFailsOverCountsOnTheOtherTrunk() {
        TollPolicy policy = new TollPolicy(
                limits(ANY, ANY, ANY, new Allowance(1, 0, 0), ANY), number -> Optional.empty(), trips::add);
        Charge call = passed(policy, ADA, NOON);
        call.begun();
        call.over("second");

        passed(policy, ADA, NOON);
        assertThat(policy.pass(new TollCall(ADA, "", "second", ABROAD), NOON)).isInstanceOf(TollDecision.Refused.class);
        call.ended(NOON);
        assertThat(policy.pass(new TollCall(ADA, "", "second", ABROAD), NOON)).isInstanceOf(TollDecision.Passed.class);
    }

    @Test
    void aDecisionThatNobodyCarriesOutLapses() {
        TollPolicy policy = policy(new Allowance(1, 0, 0));
        passed(policy, ADA, NOON);
        assertRefused(policy, ADA, NOON.plusSeconds(9), TollRule.CALLS_AT_ONCE);
        Charge begun = passed(policy, ADA, NOON.plusSeconds(11));
        begun.begun();

        assertRefused(policy, ADA, NOON.plusSeconds(60), TollRule.CALLS_AT_ONCE);
    }

    @Test
    void oneWrongNumberIsRefusedAndABurstOfThemBlocksUntilItIsCleared() {
        TollPolicy policy = policy(ANY);
        for (int i = 0; i < 4; i++) {
            TollTrip trip = trip(policy, ADA, SATELLITE, NOON.plusMillis(i));
            assertThat(trip.rule()).isEqualTo(TollRule.DESTINATION);
            assertThat(trip.why()).contains(SATELLITE, "satellite");
            assertThat(trip.blocks()).isFalse();
        }
        passed(policy, ADA, NOON.plusSeconds(1));

        assertThat(trip(policy, ADA, SATELLITE, NOON.plusSeconds(2)).blocks()).isTrue();
        assertThat(trip(policy, ADA, ABROAD, NOON.plusSeconds(3)).rule()).isEqualTo(TollRule.BLOCKED);
        assertThat(trip(policy, ADA, ABROAD, NOON.plusSeconds(3600)).isNews()).isFalse();
        passed(policy, BOB, NOON.plusSeconds(3));
        assertThat(policy.blocked()).isOne();

        policy.clear(ADA, NOON.plusSeconds(3600));
        passed(policy, ADA, NOON.plusSeconds(3600));
        assertThat(trip(policy, ADA, SATELLITE, NOON.plusSeconds(3600)).blocks())
                .isFalse();
    }

    @Test
    void wrongNumbersFarApartBlockNobody() {
        TollPolicy policy = policy(ANY);
        for (int i = 0; i < 20; i++) {
            assertThat(trip(policy, ADA, SATELLITE, NOON.plusSeconds(20L * i)).blocks())
                    .isFalse();
        }
    }

    @Test
    void whatOthersHaveFilledBlocksNobody() {
        TollPolicy policy = new TollPolicy(
                limits(ANY, ANY, ANY, ANY, new Allowance(1, 0, 0)), number -> Optional.empty(), trips::add);
        passed(policy, BOB, NOON);
        for (int i = 0; i < 20; i++) {
            assertThat(trip(policy, ADA, ABROAD, NOON).blocks()).isFalse();
        }
        assertThat(policy.blocked()).isZero();
    }

    @Test
    void aFloodOfRefusedCallsIsTwoPiecesOfNews() {
        TollPolicy policy = policy(ANY);
        for (int i = 0; i < 10_000; i++) {
            trip(policy, ADA, SATELLITE, NOON.plusMillis(i));
        }

        assertThat(trips.stream().filter(TollTrip::isNews)).hasSize(2);
        assertThat(policy.refused(TollRule.DESTINATION)).isEqualTo(5);
        assertThat(policy.refused(TollRule.BLOCKED)).isEqualTo(9_995);
    }

    @Test
    void onlyConfiguredPrefixesAreCalledAndSpecialOnesWhenTheyAreOpened() {
        TollLimits limits =
                new TollLimits(ANY, ANY, ANY, ANY, ANY, Duration.ZERO, 0, List.of("+1", "+44"), List.of("+88216"));
        TollPolicy policy = new TollPolicy(limits, TollPolicyTest::special, trips::add);

        assertThat(policy.pass(call(ADA, ABROAD), NOON)).isInstanceOf(TollDecision.Passed.class);
        assertThat(policy.pass(call(ADA, SATELLITE), NOON)).isInstanceOf(TollDecision.Passed.class);
        assertThat(trip(policy, ADA, "+88235000000", NOON).why()).contains("outside of the allowed prefixes");
        assertThat(trip(policy, ADA, "+4930123456", NOON).rule()).isEqualTo(TollRule.DESTINATION);
    }

    @Test
    void lookingCountsNothing() {
        TollPolicy policy = policy(new Allowance(1, 1, 1));
        for (int i = 0; i < 20; i++) {
            assertThat(policy.peek(call(ADA, ABROAD), NOON)).isInstanceOf(TollDecision.Passed.class);
            assertThat(policy.peek(call(ADA, SATELLITE), NOON)).isInstanceOf(TollDecision.Refused.class);
        }
        assertThat(trips).isEmpty();
        passed(policy, ADA, NOON);
        assertThat(policy.peek(call(ADA, ABROAD), NOON)).isInstanceOf(TollDecision.Refused.class);
    }

    @Test
    void whoWasBlockedInAnEarlierLifeStillIs() {
        TollPolicy policy = policy(ANY);
        policy.block(ADA.name());

        assertRefused(policy, ADA, NOON, TollRule.BLOCKED);
    }

    private TollPolicy policy(Allowance user) {
        return new TollPolicy(limits(user, ANY, ANY, ANY, ANY), TollPolicyTest::special, trips::add);
    }

    private static TollLimits limits(
            Allowance user, Allowance application, Allowance number, Allowance trunk, Allowance tenant) {
        return new TollLimits(user, application, number, trunk, tenant, Duration.ZERO, 5, List.of(), List.of());
    }

    private static Optional<String> special(String number) {
        return number.startsWith("+882") ? Optional.of("satellite") : Optional.empty();
    }

    private static TollCall call(Payer payer, String destination) {
        return new TollCall(payer, "+13125550100", "carrier", destination);
    }

    private static Charge passed(TollPolicy policy, Payer payer, Instant now) {
        TollDecision decision = policy.pass(call(payer, ABROAD), now);
        assertThat(decision).isInstanceOf(TollDecision.Passed.class);
        return ((TollDecision.Passed) decision).charge();
    }

    private static TollTrip trip(TollPolicy policy, Payer payer, String destination, Instant now) {
        TollDecision decision = policy.pass(call(payer, destination), now);
        assertThat(decision).isInstanceOf(TollDecision.Refused.class);
        return ((TollDecision.Refused) decision).trip();
    }

    private static void assertRefused(TollPolicy policy, Payer payer, Instant now, TollRule rule) {
        assertThat(trip(policy, payer, ABROAD, now).rule()).isEqualTo(rule);
    }
}
