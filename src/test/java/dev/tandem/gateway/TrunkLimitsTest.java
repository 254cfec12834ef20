package dev.tandem.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.route.Trunk;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.Reason;
import dev.tandem.sip.RefusedInvite;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.Ended;
import dev.tandem.sip.SipLegEvent.Rejected;
import dev.tandem.sip.TrunkPeer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TrunkLimitsTest {

    private static final TrunkPeer PEER =
            new TrunkPeer("carrier", "192.0.2.1", 5060, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), true);
    private static final Ended HUNG_UP = new Ended(Cause.REMOTE_BYE, 200, "hung up");

    private final Queue<Runnable> later = new ArrayDeque<>();
    private final TrunkLimits limits = new TrunkLimits(
            name -> Optional.of(oneCall()).filter(trunk -> trunk.name().equals(name)), later::add, () -> 0);
    private final List<RefusedInvite> refused = new ArrayList<>();
    private final List<SipLegEvent> heard = new ArrayList<>();
    private final SipApplication limited = limits.before(new SipApplication() {
        @Override
        public Consumer<SipLegEvent> onInvite(IncomingInvite invite) {
            return heard::add;
        }

        @Override
        public void onRefused(RefusedInvite invite) {
            refused.add(invite);
        }
    });

    private static final String MAIN_NUMBER = "+13125550000";

    private static Trunk oneCall() {
        Trunk any = Trunk.ofPeer(PEER);
        return new Trunk(
                any.name(),
                any.host(),
                any.port(),
                any.transport(),
                any.allowedSources(),
                any.credentials(),
                any.register(),
                any.codecs(),
                any.srtp(),
                any.dtmf(),
                OptionalInt.of(1),
                OptionalInt.empty(),
                MAIN_NUMBER,
                any.country(),
                any.trusted(),
                any.enabled());
    }

    /** A leg that remembers how it was refused. */
    private static final class FakeLeg implements SipLeg {
        int rejected;

        @Override
        public String callId() {
            return "call";
        }

        @Override
        public Optional<InetAddress> peer() {
            return Optional.empty();
        }

        @Override
        public void progress(int status, Optional<String> sdp) {}

        @Override
        public void answer(String sdp) {}

        @Override
        public void reject(int status, String reason, Duration retryAfter, Optional<Reason> why) {
            rejected = status;
        }

        @Override
        public void hangUp(Optional<Reason> why) {}

        @Override
        public void reoffer(String sdp) {}

        @Override
        public void sendDigit(char digit, int durationMillis) {}

        @Override
        public void answerOffer(String sdp) {}

        @Override
        public void refuseOffer(int status) {}
    }

    private static IncomingInvite from(Origin origin, FakeLeg leg) {
        return new IncomingInvite(
                leg, origin, true, "+13125550100", "+13125550199", "", Optional.empty(), Optional.empty());
    }

    private static OutgoingInvite to(String trunk) {
        return to(trunk, "");
    }

    private static OutgoingInvite to(String trunk, String callerNumber) {
        TrunkPeer peer =
                new TrunkPeer(trunk, "192.0.2.1", 5060, TrunkPeer.Transport.UDP, List.of(), Optional.empty(), true);
        return new OutgoingInvite(new Target.Trunk(peer, "+13125550100"), callerNumber, "", "", Duration.ofSeconds(1));
    }

    @Test
    void aCallerOnAFullTrunkIsRefusedAndRecordedAndTheNextOneComesInAfterTheFirstHungUp() {
        Consumer<SipLegEvent> first = limited.onInvite(from(new Origin.Trunk("carrier"), new FakeLeg()));
        FakeLeg second = new FakeLeg();
        limited.onInvite(from(new Origin.Trunk("carrier"), second));
        assertThat(second.rejected).isEqualTo(503);
        assertThat(refused).extracting(RefusedInvite::status).containsExactly(503);

        first.accept(HUNG_UP);
        FakeLeg third = new FakeLeg();
        limited.onInvite(from(new Origin.Trunk("carrier"), third));

        assertThat(third.rejected).isZero();
        assertThat(heard).containsExactly(HUNG_UP);
        assertThat(limits.refused()).isEqualTo(1);
    }

    @Test
    void aCallThatWouldGoOutOverAFullTrunkHearsSoAfterItHasItsLeg() {
        limited.onInvite(from(new Origin.Trunk("carrier"), new FakeLeg()));
        List<SipLegEvent> events = new ArrayList<>();

        SipLeg none = limits.invite(to("carrier"), events::add, (invite, consumer) -> new FakeLeg());
        assertThat(events).as("not before the leg was returned").isEmpty();
        later.remove().run();
        none.hangUp();

        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.status()).isEqualTo(503));
    }

    @Test
    void aRefusedCallGivesItsPlaceBackOnce() {
        List<Consumer<SipLegEvent>> placed = new ArrayList<>();
        for (int call = 0; call < 2; call++) {
            limits.invite(to("carrier"), event -> {}, (invite, consumer) -> {
                placed.add(consumer);
                return new FakeLeg();
            });
            placed.get(call).accept(new Rejected(486, "Busy"));
            placed.get(0).accept(new Rejected(486, "Busy"));
        }

        assertThat(placed).hasSize(2);
        assertThat(limits.refused()).isZero();
    }

    @Test
    void aCallShowsTheNumberOfTheTrunkUnlessItsCallerWithholdsTheirs() {
        List<String> shown = new ArrayList<>();
        for (String callerNumber : List.of("+13125550123", "")) {
            limits.invite(to("carrier", callerNumber), event -> {}, (invite, consumer) -> {
                shown.add(invite.callerNumber());
                consumer.accept(new Rejected(486, "Busy"));
                return new FakeLeg();
            });
        }
        limits.invite(to("elsewhere", "+13125550123"), event -> {}, (invite, consumer) -> {
            shown.add(invite.callerNumber());
            return new FakeLeg();
        });

        assertThat(shown).containsExactly(MAIN_NUMBER, "", "+13125550123");
    }

    @Test
    void usersAndTrunksWithoutNameAreNotCounted() {
        for (int call = 0; call < 3; call++) {
            limits.invite(to("elsewhere"), event -> {}, (invite, consumer) -> new FakeLeg());
        }
        assertThat(limits.refused()).isZero();
    }
}
