package dev.tandem.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.CallPlan;
import dev.tandem.call.CallPlan.Refuse;
import dev.tandem.call.CallPlan.Ring;
import dev.tandem.call.EndReason;
import dev.tandem.route.NumberDirectory.Answerer;
import dev.tandem.route.NumberDirectory.OwnedNumber;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Binding;
import dev.tandem.sip.Diversion;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.registrar.InMemoryBindings;
import dev.tandem.toll.Charge;
import dev.tandem.toll.Payer;
import dev.tandem.toll.TollCall;
import dev.tandem.toll.TollDecision;
import dev.tandem.toll.TollRule;
import dev.tandem.toll.TollTrip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AddressOfRecord ADA = new AddressOfRecord("tenant", "ada");
    private static final String ADA_ID = "8:acs:tenant_ada";
    private static final String OURS = "+13125550100";
    private static final String FOREIGN = "+442079460000";

    private final Map<String, OwnedNumber> owned = new LinkedHashMap<>();
    private final InMemoryBindings bindings = new InMemoryBindings(10);
    private final List<Trunk> trunks = new ArrayList<>();
    private final List<Route> rules = new ArrayList<>();
    private final NumberDirectory numbers = new OwnedOnly();
    private final List<TollCall> asked = new ArrayList<>();
    private boolean refusing;
    private final Set<String> down = new HashSet<>();
    private final TrunkRing ring = new TrunkRing(this::pass, name -> down.contains(name));
    private final InboundRouting inbound = new InboundRouting(numbers, bindings, () -> trunks, ring);
    private final OutboundRouting outbound = new OutboundRouting(numbers, () -> rules, () -> trunks, inbound, ring);

    @Test
    void aNumberThatIsNotOursIsNotFoundWhateverItsForm() {
        for (String dialled : List.of("+13125550199", "13125550199", "alice", "", "+1", "00'; drop table")) {
            assertRefused(inbound.plan(dialled, "+1", NOW), EndReason.NOT_FOUND, 404);
        }
    }

    @Test
    void anOwnedNumberWithoutAnswererIsTemporarilyUnavailable() {
        own(OURS, null);

        assertRefused(inbound.plan(OURS, "+1", NOW), EndReason.UNASSIGNED, 480);
    }

    @Test
    void anIdentityThatIsRegisteredNowhereIsTemporarilyUnavailable() {
        own(OURS, new Answerer.Identity(ADA_ID));

        assertRefused(inbound.plan(OURS, "+1", NOW), EndReason.NOT_REGISTERED, 480);
    }

    @Test
    void allPhonesOfTheAssignedIdentityRingAtOnceAlsoWhenTheCarrierLeavesOutThePlus() {
        own(OURS, new Answerer.Identity(ADA_ID));
        register("sip:desk@192.0.2.1");
        register("sip:mobile@192.0.2.2");

        for (String dialled : List.of(OURS, "13125550100", "0013125550100")) {
            Ring ring = (Ring) inbound.plan(dialled, "+15550123", NOW);
            assertThat(ring.waves()).hasSize(1);
            assertThat(ring.waves().get(0).destinations()).hasSize(2);
            assertThat(ring.callerNumber()).isEqualTo("+15550123");
        }
    }

    @Test
    void aSipUriIsReachedOverTheTrunkAtItsHostAndPort() {
        own(OURS, new Answerer.SipUri("sip:+15550177@192.0.2.9:5070"));
        trunks.add(trunk("other port", true));
        assertRefused(inbound.plan(OURS, "+1", NOW), EndReason.NO_ROUTE, 480);

        own(OURS, new Answerer.SipUri("sip:+15550177@192.0.2.9"));
        Ring ring = (Ring) inbound.plan(OURS, "+1", NOW);
        assertThat(trunkNames(ring)).containsExactly("other port");
        assertThat(ring.diversions())
                .as("another number learns by which it was called")
                .containsExactly(new Diversion(OURS, "unconditional"));

        own(OURS, new Answerer.SipUri("sip:" + OURS.substring(1) + "@192.0.2.9"));
        assertThat(((Ring) inbound.plan(OURS, "+1", NOW)).diversions())
                .as("the same number")
                .isEmpty();
    }

    @Test
    void aUserWithoutANumberMayNotCallOut() {
        trunks.add(trunk("carrier", true));

        assertRefused(outbound.plan(ADA, FOREIGN, Optional.empty(), NOW), EndReason.CALLER_ID_FORBIDDEN, 403);
    }

    @Test
    void aUserMayShowOnlyNumbersThatAreTheirs() {
        own(OURS, new Answerer.Identity(ADA_ID));
        own("+13125550101", new Answerer.Identity("8:acs:tenant_bob"));
        trunks.add(trunk("carrier", true));

        assertRefused(
                outbound.plan(ADA, FOREIGN, Optional.of("+13125550101"), NOW), EndReason.CALLER_ID_FORBIDDEN, 403);
        Ring ring = (Ring) outbound.plan(ADA, FOREIGN, Optional.of(OURS), NOW);
        assertThat(ring.callerNumber()).isEqualTo(OURS);
    }

    @Test
    void trunksAreTriedInTheOrderOfTheRoutesThatMatch() {
        own(OURS, new Answerer.Identity(ADA_ID));
        trunks.addAll(List.of(trunk("first", true), trunk("off", false), trunk("second", true)));
        rules.add(route("us", "^\\+1", List.of("first")));
        rules.add(route("uk", "^\\+44", List.of("off", "second")));
        rules.add(route("all", ".*", List.of("first", "second")));

        Ring ring = (Ring) outbound.plan(ADA, FOREIGN, Optional.empty(), NOW);

        assertThat(trunkNames(ring)).containsExactly("second", "first");
    }

    @Test
    void withoutAMatchingRouteThereIsNoWayOut() {
        own(OURS, new Answerer.Identity(ADA_ID));
        trunks.add(trunk("carrier", true));
        rules.add(route("us", "^\\+1", List.of("carrier")));

        assertRefused(outbound.plan(ADA, FOREIGN, Optional.empty(), NOW), EndReason.NO_ROUTE, 404);
    }

    @Test
    void aCallToAnotherNumberOfOursStaysInside() {
        own(OURS, new Answerer.Identity(ADA_ID));
        own("+13125550101", new Answerer.Identity("8:acs:tenant_bob"));
        trunks.add(trunk("carrier", true));

        assertRefused(outbound.plan(ADA, "+13125550101", Optional.empty(), NOW), EndReason.NOT_REGISTERED, 480);
    }

    @Test
    void emergencyNumbersAreRefusedRatherThanPromised() {
        own(OURS, new Answerer.Identity(ADA_ID));
        trunks.add(trunk("carrier", true));

        assertRefused(outbound.plan(ADA, "112", Optional.empty(), NOW), EndReason.NO_ROUTE, 403);
    }

    @Test
    void aMatchingRouteWithoutTrunksRefusesAndHidesTheRoutesBelow() {
        own(OURS, new Answerer.Identity(ADA_ID));
        trunks.add(trunk("carrier", true));
        rules.add(route("no UK", "^\\+44", List.of()));
        rules.add(route("all", ".*", List.of("carrier")));

        assertRefused(outbound.plan(ADA, FOREIGN, Optional.empty(), NOW), EndReason.NO_ROUTE, 404);
    }

    @Test
    void whoeverPaysIsAskedForBeforeTheTelephoneNetworkIsCalled() {
        own(OURS, new Answerer.Identity(ADA_ID));
        trunks.add(trunk("carrier", true));

        assertThat(outbound.plan(ADA, FOREIGN, Optional.empty(), NOW)).isInstanceOf(Ring.class);
        assertThat(asked).containsExactly(new TollCall(Payer.user(ADA_ID, "tenant"), OURS, "carrier", FOREIGN));
        refusing = true;
        CallPlan refused = outbound.plan(ADA, FOREIGN, Optional.empty(), NOW);
        assertRefused(refused, EndReason.TOLL_LIMIT, 403);
        assertThat(refused.reasons()).last().asString().contains("toll fraud", "no more of it");
    }

    @Test
    void aSipUriIsNoWayAroundThoseLimitsUnlessItIsAnExtensionOrANumberOfOurs() {
        trunks.add(trunk("pbx", true));
        own(OURS, new Answerer.SipUri("sip:0088216100000@192.0.2.9"));
        refusing = true;
        assertRefused(inbound.plan(OURS, "+1", NOW), EndReason.TOLL_LIMIT, 403);
        assertThat(asked)
                .containsExactly(
                        new TollCall(Payer.application("number " + OURS, "tenant"), "+1", "pbx", "+88216100000"));

        for (String free : List.of("1001", "reception", OURS)) {
            own(OURS, new Answerer.SipUri("sip:" + free + "@192.0.2.9"));
            assertThat(inbound.plan(OURS, "+1", NOW)).as(free).isInstanceOf(Ring.class);
        }
    }

    @Test
    void callsThatStayInsideCostNobodyAnything() {
        own(OURS, new Answerer.Identity(ADA_ID));
        register("sip:desk@192.0.2.1");

        inbound.plan(OURS, "+15550123", NOW);
        outbound.plan(ADA, OURS, Optional.empty(), NOW);
        outbound.plan(ADA, ADA.userPart(), Optional.empty(), NOW);
        assertThat(asked).isEmpty();
    }

    @Test
    void aTrunkThatIsKnownToBeDownIsTriedLastAndNotForLong() {
        own(OURS, new Answerer.Identity(ADA_ID));
        trunks.addAll(List.of(trunk("down", true), trunk("first", true), trunk("second", true)));
        down.add("down");

        Ring ring = (Ring) outbound.plan(ADA, FOREIGN, Optional.empty(), NOW);

        assertThat(trunkNames(ring)).containsExactly("first", "second", "down");
        assertThat(silences(ring)).containsExactly(5L, 5L, 2L);
        assertThat(ring.reasons()).contains("trunk down does not answer: it is tried last");
    }

    @Test
    void theOnlyTrunkIsWaitedForAsLongAsSipHasIt() {
        own(OURS, new Answerer.Identity(ADA_ID));
        trunks.add(trunk("only", true));
        down.add("only");
        Ring alone = (Ring) outbound.plan(ADA, FOREIGN, Optional.empty(), NOW);
        assertThat(silences(alone)).containsExactly(0L);

        trunks.add(trunk("last", true));
        down.clear();
        Ring two = (Ring) outbound.plan(ADA, FOREIGN, Optional.empty(), NOW);
        assertThat(silences(two)).containsExactly(5L, 0L);
    }

    private static List<Long> silences(Ring ring) {
        return ring.waves().stream()
                .map(wave -> wave.destinations().get(0).silence().toSeconds())
                .toList();
    }

    private TollDecision pass(TollCall call, Instant now) {
        asked.add(call);
        return refusing
                ? new TollDecision.Refused(
                        new TollTrip(call, TollRule.CALLS_AT_ONCE, "no more of it", now, false, false))
                : new TollDecision.Passed(Charge.NONE);
    }

    private static Route route(String name, String pattern, List<String> trunks) {
        return new Route(name, Optional.empty(), NumberPattern.parse(pattern).orElseThrow(), trunks);
    }

    private static List<String> trunkNames(Ring ring) {
        return ring.waves().stream()
                .map(wave -> ((Target.Trunk) wave.destinations().get(0).target())
                        .peer()
                        .name())
                .toList();
    }

    private static void assertRefused(CallPlan plan, EndReason reason, int status) {
        assertThat(plan).isInstanceOf(Refuse.class);
        assertThat(((Refuse) plan).reason()).isEqualTo(reason);
        assertThat(((Refuse) plan).sipStatus()).isEqualTo(status);
        assertThat(plan.reasons()).as("the reason in words").isNotEmpty();
    }

    private void own(String number, Answerer answerer) {
        owned.put(number, new OwnedNumber("tenant", number, Optional.ofNullable(answerer)));
    }

    private void register(String contact) {
        bindings.put(
                new Binding(
                        ADA,
                        contact,
                        List.of(),
                        Optional.empty(),
                        "192.0.2.1:5060",
                        "udp",
                        "",
                        Optional.empty(),
                        contact,
                        1,
                        NOW.plusSeconds(60)),
                NOW);
    }

    private static Trunk trunk(String name, boolean enabled) {
        return Trunk.ofPeer(
                new TrunkPeer(name, "192.0.2.9", 5060, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), enabled));
    }

    private final class OwnedOnly implements NumberDirectory {
        @Override
        public Optional<OwnedNumber> owned(String e164) {
            return Optional.ofNullable(owned.get(e164));
        }

        @Override
        public List<String> assignedTo(String tenant, String identity, int limit) {
            return owned.values().stream()
                    .filter(number -> number.answerer().equals(Optional.of(new Answerer.Identity(identity))))
                    .map(OwnedNumber::e164)
                    .limit(limit)
                    .toList();
        }
    }
}
