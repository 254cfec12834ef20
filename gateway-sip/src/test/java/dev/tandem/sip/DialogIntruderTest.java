package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.SipLegEvent.Acknowledged;
import dev.tandem.sip.SipLegEvent.Answered;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.Ended;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who knows part of a dialog, or all of it, and is not its peer (RFC 3261, sections 9.2, 12.2.2 and 17.1.3). */
class DialogIntruderTest {
    private static final String CALL_ID = "call-1";
    private static final String FROM = "<sip:+13125550100@carrier.example>;tag=theirs";
    private static final String TO = "<sip:+13125550123@tandem.example>";
    private static final String BRANCH = "z9hG4bK-invite";

    private final Party party = new Party();
    private UdpPeer carrier;
    private UdpPeer stranger;

    @BeforeEach
    void listen() throws IOException {
        carrier = new UdpPeer("127.0.0.2", party.port);
        stranger = new UdpPeer("127.0.0.9", party.port);
        party.trunks.add(new TrunkPeer(
                "carrier",
                carrier.host,
                carrier.port,
                TrunkPeer.Transport.UDP,
                List.of(Cidr.parse("127.0.0.2/32").orElseThrow()),
                java.util.Optional.empty(),
                true));
    }

    @AfterEach
    void nothingIsLeft() {
        party.expectNothingLeft();
        party.close();
        carrier.close();
        stranger.close();
    }

    @Test
    void aByeIsTakenFromThePeerOfTheDialogAlone() throws IOException {
        var call = ringing();
        call.leg().answer(Sdp.of("gateway"));
        String to = Browser.header(carrier.expect("SIP/2.0 200 "), "To");
        carrier.request("ACK", 1, "z9hG4bK-ack", FROM, to, CALL_ID);
        call.expect(Acknowledged.class);

        stranger.request("BYE", 9, "z9hG4bK-1", FROM, to, CALL_ID);
        stranger.expect("SIP/2.0 481 ");
        carrier.request("BYE", 9, "z9hG4bK-2", FROM.replace("theirs", "another"), to, CALL_ID);
        carrier.expect("SIP/2.0 481 ");
        carrier.request("BYE", 9, "z9hG4bK-3", FROM.replace(";tag=theirs", ""), to, CALL_ID);
        carrier.expect("SIP/2.0 481 ");
        carrier.request("BYE", 9, "z9hG4bK-4", FROM, to, "call-2");
        carrier.expect("SIP/2.0 481 ");
        assertThat(party.endpoint.counters().dialogs()).isEqualTo(1);
        assertThat(call.events()).isEmpty();

        carrier.request("BYE", 2, "z9hG4bK-5", FROM, to, CALL_ID);
        carrier.expect("SIP/2.0 200 ");
        assertThat(call.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_BYE);
        carrier.request("BYE", 2, "z9hG4bK-5", FROM, to, CALL_ID);
        carrier.expect("SIP/2.0 200 ");
    }

    @Test
    void anAckOfAStrangerDoesNotStopOurAnswer() throws IOException {
        var call = ringing();
        call.leg().answer(Sdp.of("gateway"));
        String to = Browser.header(carrier.expect("SIP/2.0 200 "), "To");
        stranger.request("ACK", 1, "z9hG4bK-ack", FROM, to, CALL_ID);
        carrier.expect("SIP/2.0 200 ");
        assertThat(call.events()).isEmpty();
        carrier.request("ACK", 1, "z9hG4bK-ack", FROM, to, CALL_ID);
        call.expect(Acknowledged.class);
        call.leg().hangUp();
        String bye = carrier.expect("BYE ");
        respond(bye, "200 OK", Browser.header(bye, "Via"), CALL_ID);
        call.expect(Ended.class);
    }

    @Test
    void aCancelIsTakenFromWhoeverSentTheInviteAndWithAllThatIsTheInvites() throws IOException {
        var call = ringing();
        stranger.request("CANCEL", 1, BRANCH, carrier.host + ":" + carrier.port, FROM, TO, CALL_ID);
        stranger.expect("SIP/2.0 481 ");
        stranger.request("CANCEL", 1, BRANCH, FROM, TO, CALL_ID);
        stranger.expect("SIP/2.0 481 ");
        carrier.request("CANCEL", 1, BRANCH, FROM, TO, "call-2");
        carrier.expect("SIP/2.0 481 ");
        carrier.request("CANCEL", 1, BRANCH, FROM.replace("theirs", "another"), TO, CALL_ID);
        carrier.expect("SIP/2.0 481 ");
        carrier.request("CANCEL", 2, BRANCH, FROM, TO, CALL_ID);
        carrier.expect("SIP/2.0 481 ");
        carrier.request("CANCEL", 1, "z9hG4bK-guess", FROM, TO, CALL_ID);
        carrier.expect("SIP/2.0 481 ");
        assertThat(call.events()).isEmpty();

        carrier.request("CANCEL", 1, BRANCH, FROM, TO, CALL_ID);
        carrier.expect("SIP/2.0 200 ");
        String refusal = carrier.expect("SIP/2.0 487 ");
        carrier.request("ACK", 1, BRANCH, FROM, Browser.header(refusal, "To"), CALL_ID);
        assertThat(call.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_CANCEL);
    }

    @Test
    void anAnswerIsTakenByItsBranchAndCallId() throws IOException {
        var out = party.call(party.trunks.get(0), "+13125550123", Duration.ofSeconds(30));
        String invite = carrier.expect("INVITE ");
        String via = Browser.header(invite, "Via");
        String callId = Browser.header(invite, "Call-ID");
        respond(invite, "200 OK", via.replaceAll("branch=[^;]+", "branch=z9hG4bK000"), callId);
        respond(invite, "200 OK", via, "call-2");
        respond(invite, "200 OK", via.replaceAll("branch=[^;]+", "branch=z9hG4bK000"), "call-2");
        carrier.expectSilence();
        assertThat(out.events()).isEmpty();

        respond(invite, "200 OK", via, callId);
        carrier.expect("ACK ");
        out.expect(Answered.class);
        respond(invite, "200 OK", via, callId);
        carrier.expect("ACK ");
        respond(invite, "200 OK", via.replaceAll("branch=[^;]+", "branch=z9hG4bK000"), callId);
        carrier.expectSilence();
        out.leg().hangUp();
        String bye = carrier.expect("BYE ");
        respond(bye, "200 OK", Browser.header(bye, "Via"), callId);
        out.expect(Ended.class);
    }

    private Party.Call ringing() throws IOException {
        carrier.request("INVITE", 1, BRANCH, FROM, TO, CALL_ID);
        carrier.expect("SIP/2.0 100 ");
        return party.expectCall();
    }

    private void respond(String request, String status, String via, String callId) throws IOException {
        String to = Browser.header(request, "To");
        carrier.send(
                "SIP/2.0 " + status,
                "Via: " + via,
                "From: " + Browser.header(request, "From"),
                "To: " + to + (to.contains(";tag=") ? "" : ";tag=theirs"),
                "Call-ID: " + callId,
                "CSeq: " + Browser.header(request, "CSeq"),
                "Contact: <sip:peer@" + carrier.host + ":" + carrier.port + ">");
    }
}
