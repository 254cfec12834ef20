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
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.registrar.InMemoryBindings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final InboundRouting inbound = new InboundRouting(numbers, bindings, () -> trunks);
    private final OutboundRouting outbound = new OutboundRouting(numbers, () -> rules, () -> trunks, inbound);

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
