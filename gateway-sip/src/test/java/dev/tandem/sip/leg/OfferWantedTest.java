package dev.tandem.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipSettings;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.flow.OurAddress;
import dev.tandem.sip.leg.Exchanged.Received;
import dev.tandem.sip.message.OutgoingResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Re-INVITEs and UPDATEs without SDP (RFC 3261, section 14.2; RFC 6337, section 3.1). */
class OfferWantedTest {
    private final Exchanged exchanged = new Exchanged();
    private final List<SipLegEvent> events = new ArrayList<>();
    private Leg leg;

    @BeforeEach
    void standing() {
        ManualLoop loop = new ManualLoop();
        SipSettings settings = new SipSettings(
                InetAddress.getLoopbackAddress(), Optional.empty(), 5060, 0, Optional.empty(), "us.example", "Tandem");
        LegContext context = new LegContext(
                exchanged,
                new OurAddress(settings),
                target -> CompletableFuture.completedFuture(
                        Hop.datagrams(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5070))),
                callId -> loop,
                (peer, usual, request) -> true,
                over -> {});
        leg = new InviteServer(context, new Received(Exchanged.request("INVITE", 1, "offer")), new Origin.Trunk("in"))
                .leg();
        leg.events(events::add);
        leg.answer("answer");
        leg.acknowledged(Exchanged.request("ACK", 1, ""));
        events.clear();
    }

    private Received received(String method, long cseq, String body) {
        Received request = new Received(Exchanged.request(method, cseq, body));
        leg.received(request);
        return request;
    }

    private static OutgoingResponse answer(Received request) {
        return request.answers.get(request.answers.size() - 1);
    }

    @Test
    void aReinviteWithoutAnOfferGetsOursAndTheAckBringsTheAnswer() {
        Received reinvite = received("INVITE", 2, "");
        assertThat(events).containsExactly(new SipLegEvent.OfferWanted());
        leg.answerOffer("our offer");
        assertThat(answer(reinvite).status()).isEqualTo(200);
        assertThat(answer(reinvite).body().text()).isEqualTo("our offer");

        leg.acknowledged(Exchanged.request("ACK", 2, "their answer"));
        assertThat(events).last().isEqualTo(new SipLegEvent.OfferAnswered("their answer"));

        Received refresh = received("INVITE", 3, "their answer");
        assertThat(answer(refresh).body().text()).as("nothing new").isEqualTo("our offer");
        assertThat(events).hasSize(2);
    }

    @Test
    void anOfferThatTheAckLeavesUnansweredIsTakenBack() {
        received("INVITE", 2, "");
        leg.answerOffer("our offer");
        leg.acknowledged(Exchanged.request("ACK", 2, ""));
        assertThat(events).last().isEqualTo(new SipLegEvent.OfferRefused(488));

        Received refresh = received("INVITE", 3, "offer");
        assertThat(answer(refresh).body().text()).as("as it was").isEqualTo("answer");
    }

    @Test
    void anUpdateWithoutSdpKeepsTheSessionAliveAlsoWhileAnOfferIsOpen() {
        received("INVITE", 2, "");
        Received update = received("UPDATE", 3, "");
        assertThat(answer(update).status()).isEqualTo(200);
        assertThat(answer(update).body().text()).isEmpty();
        assertThat(events).hasSize(1);
    }
}
