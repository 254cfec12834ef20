package dev.tandem.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.Relayed;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.Ended;
import dev.tandem.sip.SipSettings;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.flow.OurAddress;
import dev.tandem.sip.leg.Exchanged.Received;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a leg does as time goes by, without any: answers repeated, sessions refreshed. */
class LegTimersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualLoop loop = new ManualLoop();
    private final Exchanged exchanged = new Exchanged();
    private final List<SipLegEvent> events = new ArrayList<>();
    private final List<Leg> over = new ArrayList<>();
    private LegContext context;

    @BeforeEach
    void start() {
        SipSettings settings = new SipSettings(
                InetAddress.getLoopbackAddress(), Optional.empty(), 5060, 0, Optional.empty(), "us.example", "Tandem");
        context = new LegContext(
                exchanged,
                new OurAddress(settings),
                target -> CompletableFuture.completedFuture(
                        Hop.datagrams(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5070))),
                callId -> loop,
                (peer, usual, request) -> true,
                over::add);
    }

    @Test
    void whoSaysNothingIsGivenUpAfterTwoSecondsWhereThereIsSomebodyElse() {
        Leg leg = calling(SECOND.multipliedBy(2));
        Exchanged.Sent invite = exchanged.expect("INVITE");
        loop.pass(Duration.ofMillis(1_999));
        assertThat(events).isEmpty();
        loop.pass(Duration.ofMillis(1));
        assertThat(events).containsExactly(new SipLegEvent.Rejected(408, "no answer"));

        invite.answer(200);
        exchanged.expect("BYE").answer(200);
        assertThat(over).as("who answers too late is released").containsExactly(leg);
    }

    @Test
    void whoSaysTryingMayRing() {
        calling(SECOND.multipliedBy(2));
        exchanged.expect("INVITE").answer(100);

        loop.pass(Duration.ofSeconds(29));
        assertThat(events).isEmpty();
        loop.pass(SECOND);
        assertThat(events).containsExactly(new SipLegEvent.Rejected(408, "no answer"));
    }

    @Test
    void theOnlyOneIsWaitedForAsLongAsItMayRing() {
        calling(Duration.ZERO);

        loop.pass(Duration.ofSeconds(29));
        assertThat(events).isEmpty();
    }

    private Leg calling(Duration silence) {
        InviteClient client = new InviteClient(
                context,
                new OutgoingInvite(
                        trunk(),
                        "+13125550100",
                        "",
                        "offer",
                        Duration.ofSeconds(30),
                        silence,
                        Relayed.NOTHING,
                        List.of()));
        client.leg().events(events::add);
        client.start();
        return client.leg();
    }

    @Test
    void anAnswerIsRepeatedEverMoreSlowlyAndGivenUpAfter32Seconds() {
        Received invite = new Received(Exchanged.request("INVITE", 1, "offer"));
        Leg leg = leg(invite);
        leg.answer("answer");
        loop.pass(Duration.ofMillis(499));
        assertThat(invite.repeated).isZero();
        loop.pass(Duration.ofMillis(1));
        assertThat(invite.repeated).as("after 0.5 s").isEqualTo(1);
        loop.pass(Duration.ofSeconds(7));
        assertThat(invite.repeated).as("and 1.5, 3.5 and 7.5 s").isEqualTo(4);
        loop.pass(Duration.ofMillis(24_400));
        assertThat(invite.repeated).as("then every 4 s").isEqualTo(10);
        assertThat(events).isEmpty();
        loop.pass(SECOND);
        assertThat(events).containsExactly(new Ended(Cause.TIMEOUT, 408, "our 200 was not acknowledged"));
        exchanged.expect("BYE").answer(200);
        assertThat(over).containsExactly(leg);
        loop.pass(Duration.ofMinutes(1));
        assertThat(invite.repeated).isEqualTo(10);
    }

    @Test
    void anAnswerWhoseAckIsHereIsNotRepeated() {
        Received invite = new Received(Exchanged.request("INVITE", 1, "offer"));
        Leg leg = leg(invite);
        leg.answer("answer");
        leg.acknowledged(Exchanged.request("ACK", 1, ""));
        loop.pass(Duration.ofMinutes(1));
        assertThat(invite.repeated).isZero();
        assertThat(leg.isStanding()).isTrue();
    }

    @Test
    void aSessionIsRefreshedHalfWayByUpdateAndByReinviteOnceTheyRefuseUpdate() {
        standing("Session-Expires: 100;refresher=uas", "Supported: timer", "Allow: INVITE, UPDATE");
        loop.pass(Duration.ofSeconds(49));
        assertThat(exchanged.isSilent()).isTrue();
        loop.pass(SECOND);
        var update = exchanged.expect("UPDATE");
        assertThat(update.request().value("Session-Expires")).isEqualTo("100;refresher=uac");
        update.answer(501);

        loop.pass(Duration.ofSeconds(50));
        exchanged.expect("INVITE").answer(200, "Session-Expires: 100;refresher=uac");
        loop.pass(Duration.ofSeconds(50));
        exchanged.expect("INVITE").answer(200);
        assertThat(events).as("what stays as it is, nobody is told").isEmpty();
    }

    @Test
    void aChallengedRefreshIsSentAgainWithItsSessionTimer() {
        InviteClient client = new InviteClient(
                context, new OutgoingInvite(trunk(), "+13125550100", "", "offer", Duration.ofSeconds(30)));
        client.leg().events(events::add);
        client.start();
        exchanged.expect("INVITE").answer(401, "WWW-Authenticate: Digest realm=\"carrier\", nonce=\"0\"");
        exchanged.expect("INVITE").answer(200, "Session-Expires: 100;refresher=uac", "Allow: UPDATE");
        loop.pass(Duration.ofSeconds(50));
        exchanged.expect("UPDATE").answer(401, "WWW-Authenticate: Digest realm=\"carrier\", nonce=\"1\"");
        var again = exchanged.expect("UPDATE").request();
        assertThat(again.value("Authorization")).startsWith("Digest username=\"tandem\"");
        assertThat(again.value("Session-Expires")).isEqualTo("100;refresher=uac");
        assertThat(again.value("CSeq")).isEqualTo("4 UPDATE");
    }

    @Test
    void anotherRealmThanTheOneOfTheInviteIsToldNothingOfOurPassword() {
        placed();
        exchanged.expect("INVITE").answer(407, "Proxy-Authenticate: Digest realm=\"carrier\", nonce=\"0\"");
        var invite = exchanged.expect("INVITE");
        assertThat(invite.request().value("Proxy-Authorization")).contains("realm=\"carrier\"");
        invite.answer(200, "Session-Expires: 100;refresher=uac", "Allow: UPDATE");
        loop.pass(Duration.ofSeconds(50));
        exchanged.expect("UPDATE").answer(401, "WWW-Authenticate: Digest realm=\"callee\", nonce=\"1\"");
        assertThat(exchanged.isSilent()).isTrue();
    }

    @Test
    void whoDidNotChallengeTheInviteIsNotAnsweredLater() {
        placed();
        exchanged.expect("INVITE").answer(200, "Session-Expires: 100;refresher=uac", "Allow: UPDATE");
        loop.pass(Duration.ofSeconds(50));
        exchanged.expect("UPDATE").answer(401, "WWW-Authenticate: Digest realm=\"carrier\", nonce=\"1\"");
        assertThat(exchanged.isSilent()).isTrue();
    }

    @Test
    void aProxyAndAServerOfOneRealmAreBothAnsweredAndNotForEver() {
        placed();
        exchanged.expect("INVITE").answer(407, "Proxy-Authenticate: Digest realm=\"carrier\", nonce=\"0\"");
        exchanged.expect("INVITE").answer(401, "WWW-Authenticate: Digest realm=\"carrier\", nonce=\"1\"");
        var both = exchanged.expect("INVITE");
        assertThat(both.request().value("Proxy-Authorization")).contains("nonce=\"0\"");
        assertThat(both.request().value("Authorization")).contains("nonce=\"1\"");
        both.answer(407, "Proxy-Authenticate: Digest realm=\"carrier\", nonce=\"2\"");
        assertThat(exchanged.isSilent()).as("our answer was wrong").isTrue();
    }

    @Test
    void aLongerSessionTimerIsAgreedToWhenTheyAskForOne() {
        placed();
        exchanged.expect("INVITE").answer(422, "Min-SE: 3600");
        var again = exchanged.expect("INVITE");
        assertThat(again.request().value("Min-SE")).isEqualTo("3600");
        assertThat(again.request().value("Session-Expires")).isEqualTo("3600");
        again.answer(422, "Min-SE: 3600");
        assertThat(exchanged.isSilent()).as("that was offered").isTrue();
        assertThat(events).hasSize(1);
    }

    @Test
    void aRefreshIsSentAgainWithTheSessionTimerTheyAskFor() {
        placed();
        exchanged.expect("INVITE").answer(200, "Session-Expires: 100;refresher=uac", "Allow: UPDATE");
        loop.pass(Duration.ofSeconds(50));
        exchanged.expect("UPDATE").answer(422, "Min-SE: 200");
        var again = exchanged.expect("UPDATE");
        assertThat(again.request().value("Session-Expires")).isEqualTo("200;refresher=uac");
        assertThat(again.request().value("Min-SE")).isEqualTo("200");
        again.answer(200, "Session-Expires: 200;refresher=uac");
        loop.pass(Duration.ofSeconds(99));
        assertThat(exchanged.isSilent()).isTrue();
        loop.pass(SECOND);
        exchanged.expect("UPDATE");
        assertThat(events).extracting(Object::getClass).containsOnly(SipLegEvent.Answered.class);
    }

    private void placed() {
        InviteClient client = new InviteClient(
                context, new OutgoingInvite(trunk(), "+13125550100", "", "offer", Duration.ofSeconds(30)));
        client.leg().events(events::add);
        client.start();
    }

    private static Target trunk() {
        return new Target.Trunk(
                new TrunkPeer(
                        "carrier",
                        "127.0.0.1",
                        5070,
                        TrunkPeer.Transport.UDP,
                        List.of(),
                        Optional.of(new DigestCredentials("tandem", "s3cret")),
                        true),
                "+442079460123");
    }

    @Test
    void aSessionThatTheyDoNotRefreshEnds() {
        standing("Session-Expires: 100;refresher=uac", "Supported: timer");
        loop.pass(Duration.ofSeconds(67));
        assertThat(events).isEmpty();
        loop.pass(SECOND);
        assertThat(events)
                .containsExactly(new Ended(Cause.SESSION_EXPIRED, 408, "the remote side did not refresh the session"));
        exchanged.expect("BYE").answer(200);
        assertThat(over).hasSize(1);
    }

    @Test
    void aRefreshOfTheirsGivesTheSessionItsFullTimeAgain() {
        Leg leg = standing("Session-Expires: 100;refresher=uac", "Supported: timer");
        loop.pass(Duration.ofSeconds(60));
        Received update = new Received(
                Exchanged.request("UPDATE", 2, "", "Session-Expires: 100;refresher=uac", "Supported: timer"));
        leg.received(update);
        assertThat(update.answered("Session-Expires")).isEqualTo("100;refresher=uac");
        loop.pass(Duration.ofSeconds(60));
        assertThat(events).isEmpty();
        assertThat(leg.isStanding()).isTrue();
    }

    @Test
    void aLegThatIsOverDoesNothingMore() {
        Leg leg = standing("Session-Expires: 100;refresher=uas", "Supported: timer");
        Received bye = new Received(Exchanged.request("BYE", 2, ""));
        leg.received(bye);
        assertThat(over).containsExactly(leg);
        events.clear();
        loop.pass(Duration.ofHours(1));
        leg.reoffer("late");
        leg.sendDigit('1', 100);
        leg.hangUp();
        assertThat(events).isEmpty();
        assertThat(exchanged.isSilent()).isTrue();
    }

    private Leg leg(Received invite) {
        Leg leg = new InviteServer(context, invite, new Origin.Trunk("carrier")).leg();
        leg.events(events::add);
        return leg;
    }

    /** A leg whose INVITE had these headers, answered and acknowledged. */
    private Leg standing(String... headers) {
        Leg leg = leg(new Received(Exchanged.request("INVITE", 1, "offer", headers)));
        leg.answer("answer");
        leg.acknowledged(Exchanged.request("ACK", 1, ""));
        events.clear();
        return leg;
    }
}
