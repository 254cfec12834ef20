package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.SipLegEvent.Answered;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.DigitReceived;
import dev.tandem.sip.SipLegEvent.Ended;
import dev.tandem.sip.SipLegEvent.OfferAnswered;
import dev.tandem.sip.SipLegEvent.Progress;
import dev.tandem.sip.SipLegEvent.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An INVITE of ours that somebody upstream forks: several phones ring, and more than one may answer. */
class ForkedCallTest {
    private static final String DESK = "desk";
    private static final String MOBILE = "mobile";

    private final Party party = new Party();
    private Browser forks;
    private Party.Placed out;
    private String invite;

    @BeforeEach
    void call() {
        forks = new Browser(party);
        forks.register();
        forks.expect("SIP/2.0 200 ");
        out = party.place(
                new Target.Contact(
                        party.bindings.find(Browser.ALICE, Instant.now()).get(0)),
                Duration.ofSeconds(30));
        invite = forks.expect("INVITE ");
    }

    @AfterEach
    void nothingIsLeft() {
        party.expectNothingLeft();
        party.close();
    }

    @Test
    void theAnswerOfOneForkIsNotMistakenForThatOfAnotherThatRang() {
        respond(DESK, "180 Ringing", "Record-Route: <sip:floor2.example;lr>, <sip:floor1.example;lr>");
        respond(MOBILE, "180 Ringing", "Record-Route: <sip:cell.example;lr>");
        out.expect(Progress.class);
        out.expect(Progress.class);
        answer(DESK, "Record-Route: <sip:floor2.example;lr>, <sip:floor1.example;lr>");
        assertThat(out.expect(Answered.class).sdp()).isEqualTo(Sdp.of(DESK));
        String ack = expect("ACK", DESK);
        assertThat(routes(ack)).containsExactly("<sip:floor1.example;lr>", "<sip:floor2.example;lr>");

        respond(MOBILE, "180 Ringing", "Record-Route: <sip:cell.example;lr>");
        out.leg().hangUp();
        String bye = expect("BYE", DESK);
        assertThat(routes(bye)).containsExactly("<sip:floor1.example;lr>", "<sip:floor2.example;lr>");
        forks.respond(bye, "200 OK");
        assertThat(out.expect(Ended.class).cause()).isEqualTo(Cause.LOCAL);
    }

    @Test
    void aRetransmittedAnswerIsAcknowledgedAgainAndReportedOnce() {
        answer(DESK);
        String ack = expect("ACK", DESK);
        answer(DESK);
        assertThat(Browser.header(expect("ACK", DESK), "CSeq")).isEqualTo(Browser.header(ack, "CSeq"));
        out.expect(Answered.class);
        hangUpWith(DESK);
    }

    @Test
    void aSecondForkThatAnswersIsReleasedOnceHoweverOftenItSaysSo() {
        respond(MOBILE, "180 Ringing");
        out.expect(Progress.class);
        answer(DESK);
        expect("ACK", DESK);
        answer(MOBILE);
        expect("ACK", MOBILE);
        String bye = expect("BYE", MOBILE);
        answer(MOBILE);
        expect("ACK", MOBILE);
        forks.respond(bye, "200 OK");
        assertThat(out.expect(Answered.class).sdp()).isEqualTo(Sdp.of(DESK));
        hangUpWith(DESK);
    }

    @Test
    void theByeOfAForkThatAnsweredTooLateIsNotTheEndOfTheCall() {
        answer(DESK);
        expect("ACK", DESK);
        answer(MOBILE);
        expect("ACK", MOBILE);
        String bye = expect("BYE", MOBILE);
        request("BYE", MOBILE, 1);
        forks.expect("SIP/2.0 200 ");
        forks.respond(bye, "481 Call Does Not Exist");
        out.expect(Answered.class);

        request("BYE", DESK, 1);
        forks.expect("SIP/2.0 200 ");
        assertThat(out.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_BYE);
    }

    @Test
    void onceOneForkAnsweredTheOthersAreNotHeard() {
        respond(MOBILE, "180 Ringing");
        out.expect(Progress.class);
        info(MOBILE, 1, '1');
        assertThat(out.expect(DigitReceived.class).digit()).isEqualTo('1');
        answer(DESK);
        expect("ACK", DESK);
        out.expect(Answered.class);

        info(MOBILE, 2, '2', "481");
        info("nobody", 1, '3', "481");
        info(DESK, 1, '4');
        assertThat(out.expect(DigitReceived.class).digit()).isEqualTo('4');
        hangUpWith(DESK);
    }

    @Test
    void eachForkCountsItsRequestsByItself() {
        respond(DESK, "180 Ringing");
        respond(MOBILE, "180 Ringing");
        out.expect(Progress.class);
        out.expect(Progress.class);
        info(DESK, 7, '7');
        info(MOBILE, 3, '3');
        info(DESK, 7, '8', "500");
        assertThat(out.expect(DigitReceived.class).digit()).isEqualTo('7');
        assertThat(out.expect(DigitReceived.class).digit()).isEqualTo('3');
        answer(MOBILE);
        expect("ACK", MOBILE);
        out.expect(Answered.class);
        info(MOBILE, 4, '4');
        assertThat(out.expect(DigitReceived.class).digit()).isEqualTo('4');
        hangUpWith(MOBILE);
    }

    @Test
    void anAnswerWithoutSdpIsTheOneItsOwnForkGaveEarlier() {
        respond(DESK, "183 Session Progress", sdp("desk, early"));
        respond(MOBILE, "183 Session Progress", sdp("mobile, early"));
        assertThat(out.expect(Progress.class).sdp()).contains(Sdp.of("desk, early"));
        assertThat(out.expect(Progress.class).sdp()).contains(Sdp.of("mobile, early"));
        respond(DESK, "200 OK");
        expect("ACK", DESK);
        assertThat(out.expect(Answered.class).sdp()).isEqualTo(Sdp.of("desk, early"));
        hangUpWith(DESK);
    }

    @Test
    void theAnswerToANewOfferIsAcknowledgedInItsDialogAlsoWhenItComesAgain() {
        answer(DESK);
        expect("ACK", DESK);
        out.expect(Answered.class);
        out.leg().reoffer(Sdp.of("hold"));
        String reinvite = expect("INVITE", DESK);
        forks.respond(reinvite, "200 OK", sdp("held"));
        assertThat(Browser.header(forks.expect("ACK "), "CSeq")).isEqualTo("2 ACK");
        forks.respond(reinvite, "200 OK", sdp("held"));
        assertThat(Browser.header(forks.expect("ACK "), "CSeq")).isEqualTo("2 ACK");
        assertThat(out.expect(OfferAnswered.class).sdp()).isEqualTo(Sdp.of("held"));
        out.leg().hangUp();
        forks.respond(forks.expect("BYE "), "200 OK");
        out.expect(Ended.class);
    }

    @Test
    void allForksThatAnswerACancelledCallAreReleased() {
        respond(DESK, "180 Ringing");
        respond(MOBILE, "180 Ringing");
        out.expect(Progress.class);
        out.expect(Progress.class);
        out.leg().hangUp();
        assertThat(out.expect(Rejected.class).status()).isEqualTo(487);
        forks.respond(forks.expect("CANCEL "), "200 OK");
        answer(DESK);
        expect("ACK", DESK);
        String desk = expect("BYE", DESK);
        answer(MOBILE);
        expect("ACK", MOBILE);
        forks.respond(expect("BYE", MOBILE), "200 OK");
        forks.respond(desk, "200 OK");
    }

    @Test
    void aForkThatAnswersWhenTheCallIsOverIsReleasedToo() {
        respond(MOBILE, "180 Ringing");
        out.expect(Progress.class);
        answer(DESK);
        expect("ACK", DESK);
        out.expect(Answered.class);
        hangUpWith(DESK);
        party.expectNothingLeft();
        Party.await(() -> party.endpoint.counters().transactions() == 0, "transactions are left");

        answer(MOBILE);
        expect("ACK", MOBILE);
        forks.respond(expect("BYE", MOBILE), "200 OK");
        assertThat(out.events()).isEmpty();
    }

    @Test
    void aPeerThatForksWithoutEndCanStillBeTalkedTo() {
        for (int each = 0; each < 100; each++) {
            respond("fork" + each, "180 Ringing");
            out.expect(Progress.class);
        }
        answer("fork99");
        expect("ACK", "fork99");
        assertThat(out.expect(Answered.class).sdp()).isEqualTo(Sdp.of("fork99"));
        info("fork99", 1, '9');
        assertThat(out.expect(DigitReceived.class).digit()).isEqualTo('9');
        hangUpWith("fork99");
    }

    // What the forks say.

    private void answer(String fork, String... more) {
        respond(
                fork,
                "200 OK",
                Stream.concat(Arrays.stream(more), Stream.of(sdp(fork))).toArray(String[]::new));
    }

    private static String sdp(String name) {
        return String.join("\r\n", "Content-Type: application/sdp", "", Sdp.of(name));
    }

    private void respond(String fork, String status, String... more) {
        List<String> head = List.of(
                "SIP/2.0 " + status,
                "Via: " + Browser.header(invite, "Via"),
                "To: " + Browser.header(invite, "To") + ";tag=" + fork,
                "From: " + Browser.header(invite, "From"),
                "Call-ID: " + Browser.header(invite, "Call-ID"),
                "CSeq: " + Browser.header(invite, "CSeq"),
                "Contact: <sip:alice@" + fork + ".example>");
        forks.send(Stream.concat(head.stream(), Arrays.stream(more)).toArray(String[]::new));
    }

    private void request(String method, String fork, int cseq, String... more) {
        List<String> head = List.of(
                method + " " + Browser.header(invite, "Contact").replaceAll("[<>]", "") + " SIP/2.0",
                "Via: SIP/2.0/WS " + fork + ".invalid;branch=z9hG4bK" + method + fork + cseq + "-" + System.nanoTime(),
                "Max-Forwards: 70",
                "To: " + Browser.header(invite, "From"),
                "From: " + Browser.header(invite, "To") + ";tag=" + fork,
                "Call-ID: " + Browser.header(invite, "Call-ID"),
                "CSeq: " + cseq + " " + method);
        forks.send(Stream.concat(head.stream(), Arrays.stream(more)).toArray(String[]::new));
    }

    private void info(String fork, int cseq, char digit) {
        info(fork, cseq, digit, "200");
    }

    private void info(String fork, int cseq, char digit, String status) {
        request("INFO", fork, cseq, "Content-Type: application/dtmf-relay", "", "Signal=" + digit);
        forks.expect("SIP/2.0 " + status + " ");
    }

    // What they hear.

    /** A request of the endpoint to one fork, by its Contact and its tag. */
    private String expect(String method, String fork) {
        String request = forks.expect(method + " sip:alice@" + fork + ".example ");
        assertThat(Browser.tag(Browser.header(request, "To"))).isEqualTo(fork);
        return request;
    }

    private void hangUpWith(String fork) {
        out.leg().hangUp();
        forks.respond(expect("BYE", fork), "200 OK");
        assertThat(out.expect(Ended.class).cause()).isEqualTo(Cause.LOCAL);
        assertThat(out.events()).isEmpty();
    }

    private static List<String> routes(String request) {
        return Arrays.stream(request.split("\r\n"))
                .filter(line -> line.startsWith("Route: "))
                .flatMap(
                        line -> Arrays.stream(line.substring("Route: ".length()).split(",")))
                .toList();
    }
}
