package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.SipLegEvent.Acknowledged;
import dev.tandem.sip.SipLegEvent.Answered;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.DigitReceived;
import dev.tandem.sip.SipLegEvent.Ended;
import dev.tandem.sip.SipLegEvent.OfferReceived;
import dev.tandem.sip.SipLegEvent.Progress;
import dev.tandem.sip.SipLegEvent.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browser on a WebSocket, as JsSIP behaves. */
class WebSocketFlowTest {
    private static final String CALLED = "sip:+13125550123@tandem.example";
    private static final String CALL = "28gupun4cn29nql428pe";

    private final Party party = new Party();
    private Browser browser;

    @BeforeEach
    void connect() {
        browser = new Browser(party);
    }

    @AfterEach
    void nothingIsLeft() {
        party.expectNothingLeft();
        party.close();
    }

    @Test
    void aKeepAliveIsAnsweredWithALineEnd() {
        browser.flow.received("\r\n\r\n");
        assertThat(Party.poll(browser.received, "pong")).isEqualTo("\r\n");
    }

    @Test
    void aBrowserRegistersWithoutAPasswordAndOnlyAsItself() {
        Binding binding = registered();
        assertThat(binding.contact()).startsWith(Browser.CONTACT);
        assertThat(binding.transport()).isEqualTo("ws");
        assertThat(binding.path()).hasSize(1);
        assertThat(binding.path().get(0)).contains(binding.flow().orElseThrow() + ".invalid");
    }

    @Test
    void aClosedFlowTakesItsBindingsAndItsLegsWithIt() {
        var out = party.place(new Target.Contact(registered()), Duration.ofSeconds(30));
        String invite = browser.expect("INVITE ");
        browser.respond(invite, "180 Ringing");
        out.expect(Progress.class);
        browser.flow.closed();
        assertThat(out.expect(Rejected.class).status()).isEqualTo(503);
        assertThat(party.bindings.find(Browser.ALICE, Instant.now())).isEmpty();
        assertThat(party.endpoint.counters().flows()).isZero();
    }

    @Test
    void aCallToABrowserGoesOverItsFlow() {
        var out = party.place(new Target.Contact(registered()), Duration.ofSeconds(30));
        String invite = browser.expect("INVITE " + Browser.CONTACT);
        assertThat(Browser.header(invite, "Route")).contains(".invalid;transport=ws;lr");
        browser.respond(invite, "100 Trying");
        browser.respond(invite, "180 Ringing");
        assertThat(out.expect(Progress.class).status()).isEqualTo(180);
        browser.respond(invite, "200 OK", "Content-Type: application/sdp", "", Sdp.of("browser"));
        assertThat(out.expect(Answered.class).sdp()).isEqualTo(Sdp.of("browser"));
        assertThat(browser.expect("ACK " + Browser.CONTACT)).contains("CSeq: 1 ACK");

        out.leg().hangUp();
        String bye = browser.expect("BYE " + Browser.CONTACT);
        browser.respond(bye, "200 OK");
        assertThat(out.expect(Ended.class).cause()).isEqualTo(Cause.LOCAL);
    }

    @Test
    void anAnswerThatCrossesOurCancelIsReleased() {
        var out = party.place(new Target.Contact(registered()), Duration.ofSeconds(30));
        String invite = browser.expect("INVITE ");
        browser.respond(invite, "180 Ringing");
        out.expect(Progress.class);
        out.leg().hangUp();
        String cancel = browser.expect("CANCEL ");
        browser.respond(invite, "200 OK", "Content-Type: application/sdp", "", Sdp.of("browser"));
        browser.respond(cancel, "200 OK");
        browser.expect("ACK ");
        browser.respond(browser.expect("BYE "), "200 OK");
        assertThat(out.expect(Rejected.class).status()).isEqualTo(487);
    }

    @Test
    void aBrowserThatDeclinesIsAcknowledged() {
        var out = party.place(new Target.Contact(registered()), Duration.ofSeconds(30));
        browser.respond(browser.expect("INVITE "), "486 Busy Here");
        assertThat(out.expect(Rejected.class)).isEqualTo(new Rejected(486, "Busy Here"));
        browser.expect("ACK " + Browser.CONTACT);
    }

    @Test
    void theSecondForkThatAnswersIsAcknowledgedAndReleased() {
        var out = party.place(new Target.Contact(registered()), Duration.ofSeconds(30));
        String invite = browser.expect("INVITE ");
        browser.respond(invite, "200 OK", "Content-Type: application/sdp", "", Sdp.of("one"));
        browser.expect("ACK ");
        browser.respond(
                invite.replace("\r\nTo: ", "\r\nX-To: ").replaceFirst("X-To: ([^\r]*)", "To: $1;tag=other"),
                "200 OK",
                "Content-Type: application/sdp",
                "",
                Sdp.of("two"));
        assertThat(browser.expect("ACK ")).contains("tag=other");
        String bye = browser.expect("BYE ");
        assertThat(bye).contains("tag=other");
        browser.respond(bye, "200 OK");
        assertThat(out.expect(Answered.class).sdp()).isEqualTo(Sdp.of("one"));

        out.leg().hangUp();
        String ours = browser.expect("BYE ");
        assertThat(ours).doesNotContain("tag=other");
        browser.respond(ours, "200 OK");
    }

    @Test
    void aBrowserCallsRefreshesHoldsDialsADigitAndHangsUp() {
        browser.request(
                "INVITE", CALLED, CALL, 1, "", "Session-Expires: 90", "Content-Type: application/sdp", "", Sdp.of("b"));
        var in = party.expectCall();
        assertThat(in.invite().origin()).isEqualTo(new Origin.User(Browser.ALICE));
        browser.expect("SIP/2.0 100 ");
        in.leg().answer(Sdp.of("gateway"));
        String ok = browser.expect("SIP/2.0 200 ");
        assertThat(Browser.header(ok, "Via")).contains("8pmokmcpi3cu.invalid");
        assertThat(Browser.header(ok, "Session-Expires")).isEqualTo("90;refresher=uac");
        String target = Browser.header(ok, "Contact").replaceAll("[<>]", "");
        String tag = Browser.tag(Browser.header(ok, "To"));
        browser.request("ACK", target, CALL, 1, tag);
        in.expect(Acknowledged.class);

        browser.request("UPDATE", target, CALL, 2, tag, "Session-Expires: 90;refresher=uac");
        assertThat(Browser.header(browser.expect("SIP/2.0 200 "), "Session-Expires"))
                .isEqualTo("90;refresher=uac");

        browser.request("INVITE", target, CALL, 3, tag, "Content-Type: application/sdp", "", Sdp.of("hold"));
        browser.expect("SIP/2.0 100 ");
        assertThat(in.expect(OfferReceived.class).sdp()).isEqualTo(Sdp.of("hold"));
        in.leg().answerOffer(Sdp.of("held"));
        assertThat(browser.expect("SIP/2.0 200 ")).endsWith(Sdp.of("held"));
        browser.request("ACK", target, CALL, 3, tag);

        browser.request(
                "INFO", target, CALL, 4, tag, "Content-Type: application/dtmf-relay", "", "Signal=5\r\nDuration=100");
        browser.expect("SIP/2.0 200 ");
        assertThat(in.expect(DigitReceived.class)).isEqualTo(new DigitReceived('5', 100));

        browser.request("REFER", target, CALL, 5, tag, "Refer-To: <sip:bob@tandem.example>");
        assertThat(browser.expect("SIP/2.0 405 ")).contains("Allow: INVITE");

        browser.request("BYE", target, CALL, 6, tag);
        browser.expect("SIP/2.0 200 ");
        assertThat(in.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_BYE);
    }

    @Test
    void aBrowserCannotCallAsSomebodyElse() {
        browser.send(
                "INVITE " + CALLED + " SIP/2.0",
                "Via: SIP/2.0/WS 8pmokmcpi3cu.invalid;branch=z9hG4bK1",
                "Max-Forwards: 69",
                "To: <" + CALLED + ">",
                "From: <sip:5f8c_b0b@tandem.example>;tag=x",
                "Call-ID: " + CALL,
                "CSeq: 1 INVITE",
                "Contact: <" + Browser.CONTACT + ">",
                "Content-Type: application/sdp",
                "",
                Sdp.of("b"));
        browser.expect("SIP/2.0 403 ");
        assertThat(party.endpoint.counters().refused()).isEqualTo(1);
    }

    @Test
    void aRequestOfNoDialogGets481AndNonsense400() {
        browser.request("BYE", "sip:tandem@tandem.example;transport=ws", CALL, 7, "nobody");
        browser.expect("SIP/2.0 481 ");
        browser.send("INVITE " + CALLED + " SIP/2.0", "Via: SIP/2.0/WS x.invalid;branch=z9hG4bK2", "CSeq: 1 INVITE");
        browser.expect("SIP/2.0 400 ");
    }

    @Test
    void aBrowserCancelsItsCall() {
        browser.request("INVITE", CALLED, CALL, 1, "", "Content-Type: application/sdp", "", Sdp.of("b"));
        var in = party.expectCall();
        browser.expect("SIP/2.0 100 ");
        in.leg().progress(180, Optional.empty());
        browser.expect("SIP/2.0 180 ");
        browser.send(
                "CANCEL " + CALLED + " SIP/2.0",
                "Via: SIP/2.0/WS 8pmokmcpi3cu.invalid;branch=z9hG4bK931471",
                "Max-Forwards: 69",
                "To: <" + CALLED + ">",
                "From: \"Alice\" <sip:" + Browser.ALICE.userPart() + "@tandem.example>;tag=la767hbqrh",
                "Call-ID: " + CALL,
                "CSeq: 1 CANCEL");
        browser.expect("SIP/2.0 200 ");
        browser.expect("SIP/2.0 487 ");
        assertThat(in.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_CANCEL);
        browser.send(
                "ACK " + CALLED + " SIP/2.0",
                "Via: SIP/2.0/WS 8pmokmcpi3cu.invalid;branch=z9hG4bK931471",
                "Max-Forwards: 69",
                "To: <" + CALLED + ">;tag=x",
                "From: \"Alice\" <sip:" + Browser.ALICE.userPart() + "@tandem.example>;tag=la767hbqrh",
                "Call-ID: " + CALL,
                "CSeq: 1 ACK");
    }

    @Test
    void theCancelOfAnOfferThatWasRefusedAtOnceLeavesTheOneBeforeItAlone() {
        browser.request("INVITE", CALLED, CALL, 1, "", "Content-Type: application/sdp", "", Sdp.of("b"));
        var in = party.expectCall();
        browser.expect("SIP/2.0 100 ");
        in.leg().answer(Sdp.of("gateway"));
        String ok = browser.expect("SIP/2.0 200 ");
        String target = Browser.header(ok, "Contact").replaceAll("[<>]", "");
        String tag = Browser.tag(Browser.header(ok, "To"));
        browser.request("ACK", target, CALL, 1, tag);
        in.expect(Acknowledged.class);

        browser.request("INVITE", target, CALL, 2, tag, "Content-Type: application/sdp", "", Sdp.of("first"));
        browser.expect("SIP/2.0 100 ");
        in.expect(OfferReceived.class);
        browser.request("INVITE", target, CALL, 3, tag, "Content-Type: application/sdp", "", Sdp.of("second"));
        browser.expect("SIP/2.0 100 ");
        String refused = browser.expect("SIP/2.0 491 ");
        browser.send(
                "CANCEL " + target + " SIP/2.0",
                "Via: " + Browser.header(refused, "Via").replaceAll(";(received|rport)=[^;]*", ""),
                "Max-Forwards: 69",
                "To: " + Browser.header(refused, "To"),
                "From: " + Browser.header(refused, "From"),
                "Call-ID: " + CALL,
                "CSeq: 3 CANCEL");
        browser.expect("SIP/2.0 200 ");

        in.leg().answerOffer(Sdp.of("agreed"));
        assertThat(Browser.header(browser.expect("SIP/2.0 200 "), "CSeq")).isEqualTo("2 INVITE");
        browser.request("ACK", target, CALL, 2, tag);
        browser.request("BYE", target, CALL, 4, tag);
        browser.expect("SIP/2.0 200 ");
        in.expect(Ended.class);
    }

    @Test
    void droppingAUserClosesTheirFlowsAndEndsTheirCalls() {
        browser.request("INVITE", CALLED, CALL, 1, "", "Content-Type: application/sdp", "", Sdp.of("b"));
        var in = party.expectCall();
        party.endpoint.dropUser(Browser.ALICE);
        assertThat(Party.poll(browser.closes, "a close")).isEqualTo("CLOSED");
        assertThat(in.expect(Ended.class).cause()).isEqualTo(Cause.TRANSPORT);
    }

    private Binding registered() {
        browser.register();
        browser.expect("SIP/2.0 200 ");
        return party.bindings.find(Browser.ALICE, Instant.now()).get(0);
    }
}
