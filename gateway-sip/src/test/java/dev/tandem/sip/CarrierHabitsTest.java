package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.SipLegEvent.Acknowledged;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.Ended;
import dev.tandem.sip.message.MessageText;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls as carriers and PBXs write them, octet by octet. */
class CarrierHabitsTest {
    private static Party gateway;

    private RawPeer carrier;

    @BeforeAll
    static void start() {
        gateway = new Party().trusting("carrier");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void connect() throws IOException {
        carrier = RawPeer.to(gateway.port, false);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        carrier.close();
        gateway.expectNothingLeft();
    }

    @Test
    void theDescriptionOfABodyWithPartsIsTheOffer() throws IOException {
        Invite invite = new Invite("parts")
                .with("Content-Type", "multipart/mixed; boundary=\"b 1\"")
                .body(
                        "preamble\r\n--b 1\r\nContent-Type: application/isup\r\nContent-Disposition: signal;handling=optional\r\n"
                                + "\r\n\u0001\u0010\r\n--b 1\r\nContent-Type: application/sdp\r\n\r\n" + Sdp.of("offer")
                                + "\r\n--b 1--\r\n");
        carrier.send(invite.text());
        Party.Call call = gateway.expectCall();
        assertThat(call.invite().offer()).contains(Sdp.of("offer"));
        cancel(invite, call);
    }

    @Test
    void octetsBehindTheBodyAreNoPartOfIt() throws IOException {
        Invite invite = new Invite("padding").body(Sdp.of("offer"));
        carrier.send(invite.text() + "\0\0garbage\r\n");
        Party.Call call = gateway.expectCall();
        assertThat(call.invite().offer()).contains(Sdp.of("offer"));
        cancel(invite, call);
    }

    @Test
    void aTelephoneNumberIsDialledByATelUriAndByAUserPartWithParameters() throws IOException {
        Map<String, String> dialled = new LinkedHashMap<>();
        dialled.put("tel:+1-425-555-0100;npdi;rn=+12065550000", "+14255550100");
        dialled.put("sip:+14255550100;tgrp=tg1;trunk-context=example.com@gw.example;user=phone", "+14255550100");
        dialled.put("sip:4255550100;phone-context=+1@gw.example;user=phone", "+14255550100");
        int number = 0;
        for (Map.Entry<String, String> each : dialled.entrySet()) {
            Invite invite = new Invite("dialled" + number++).to(each.getKey());
            carrier.send(invite.text());
            Party.Call call = gateway.expectCall();
            assertThat(call.invite().dialled()).as(each.getKey()).isEqualTo(each.getValue());
            cancel(invite, call);
        }
    }

    @Test
    void anAckWithoutABranchIsDropped() throws IOException {
        Invite invite = new Invite("branchless");
        carrier.send(invite.text());
        Party.Call call = gateway.expectCall();
        call.leg().answer(Sdp.of("answer"));
        MessageText ok = expect(200);
        String to = ok.header("To").orElseThrow();
        String via = "SIP/2.0/UDP 127.0.0.1:9;rport";
        long malformed = gateway.endpoint.counters().malformed();
        carrier.send(invite.request("ACK", 1, to, via));
        carrier.send(invite.request("ACK", 1, to, via + ";branch=z9hG4bKack"));
        call.expect(Acknowledged.class);
        assertThat(gateway.endpoint.counters().malformed()).isEqualTo(malformed + 1);
        carrier.send(invite.request("BYE", 2, to, via + ";branch=z9hG4bKbye"));
        expect(200);
        assertThat(call.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_BYE);
    }

    @Test
    void aDisplayNameThatShouldHaveBeenQuotedIsTheCallersName() throws IOException {
        int number = 0;
        for (String name : List.of("Support: a@b", "DOE,JOHN", "O'Brien Inc.")) {
            Invite invite =
                    new Invite("name" + number++).with("From", name + " <sip:+12065550199@127.0.0.1>;tag=theirs");
            carrier.send(invite.text());
            Party.Call call = gateway.expectCall();
            assertThat(call.invite().callerName()).isEqualTo(name);
            cancel(invite, call);
        }
    }

    @Test
    void aFoldedViaIsOneVia() throws IOException {
        Invite invite = new Invite("folded")
                .with(
                        "Via",
                        "SIP/2.0/UDP\r\n 127.0.0.1:9\r\n\t;rport;branch=z9hG4bKfolded,\r\n SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKup");
        carrier.send(invite.text());
        Party.Call call = gateway.expectCall();
        call.leg().reject(486, "Busy Here");
        MessageText busy = expect(486);
        assertThat(String.join(",", busy.headers("Via")))
                .contains("branch=z9hG4bKfolded")
                .contains("192.0.2.1");
        call.expect(Ended.class);
        carrier.send(invite.request("ACK", 1, busy.header("To").orElseThrow(), invite.header("Via")));
    }

    @Test
    void anImsSaysWhatWasDialledInPCalledPartyId() throws IOException {
        Invite invite = new Invite("ims")
                .to("sip:trunk-user@127.0.0.1")
                .with("P-Called-Party-ID", "<sip:+14255550177@ims.example;user=phone>");
        carrier.send(invite.text());
        Party.Call call = gateway.expectCall();
        assertThat(call.invite().dialled()).isEqualTo("+14255550177");
        cancel(invite, call);
    }

    @Test
    void whereACallWasAndWhatItsCallersApplicationSaidGoesOnAndSoDoesWhatIsAllowed() throws IOException {
        Invite invite = new Invite("passed")
                .with("Diversion", "<sip:+12065550111@h>;reason=unconditional;counter=1")
                .with("History-Info", "<sip:+12065550111@h>;index=1")
                .with("User-to-User", "56a3;encoding=hex")
                .with("X-Carrier-Id", "c-1")
                .with("X-Other", "no");
        carrier.send(invite.text());
        Party.Call call = gateway.expectCall();
        assertThat(call.invite().relayed().headers())
                .containsExactly(
                        new PassedHeader("Diversion", "<sip:+12065550111@h>;reason=unconditional;counter=1"),
                        new PassedHeader("History-Info", "<sip:+12065550111@h>;index=1"),
                        new PassedHeader("User-to-User", "56a3;encoding=hex"),
                        new PassedHeader("X-Carrier-Id", "c-1"));
        cancel(invite, call);
    }

    @Test
    void aHistoryThatIsPrivateEndsHere() throws IOException {
        Invite invite = new Invite("private")
                .with("History-Info", "<sip:+12065550111@h>;index=1")
                .with("Privacy", "history");
        carrier.send(invite.text());
        Party.Call call = gateway.expectCall();
        assertThat(call.invite().relayed().headers()).isEmpty();
        assertThat(call.invite().callerNumber()).isEqualTo("+12065550199");
        cancel(invite, call);
    }

    @Test
    void headersThatGoOnAreBoundedInNumberAndSize() throws IOException {
        String value = "x".repeat(500);
        Invite invite = new Invite("many")
                .with("X-Carrier-Id", value + "\r\nX-Carrier-Id: " + value + "\r\nX-Carrier-Id: y".repeat(100));
        carrier.send(invite.text());
        Party.Call call = gateway.expectCall();
        assertThat(call.invite().relayed().headers()).hasSize(32);
        cancel(invite, call);
    }

    @Test
    void whyACallerGaveUpOrHungUpIsHeard() throws IOException {
        Invite given = new Invite("given-up");
        carrier.send(given.text());
        Party.Call first = gateway.expectCall();
        String reason = "SIP;cause=200;text=\"Call completed elsewhere\"";
        carrier.send(given.cancel().replace("Max-Forwards", "Reason: " + reason + "\r\nMax-Forwards"));
        assertThat(first.expect(Ended.class).why()).contains(new Reason(reason));
        carrier.send(given.request("ACK", 1, expect(487).header("To").orElseThrow(), given.header("Via")));

        Invite hung = new Invite("hung-up");
        carrier.send(hung.text());
        Party.Call second = gateway.expectCall();
        second.leg().answer(Sdp.of("answer"));
        String to = expect(200).header("To").orElseThrow();
        carrier.send(hung.request("ACK", 1, to, hung.header("Via") + "ack"));
        second.expect(Acknowledged.class);
        carrier.send(hung.request("BYE", 2, to, hung.header("Via") + "bye")
                .replace("Max-Forwards", "Reason: Q.850;cause=31\r\nReason: SIP;cause=200\r\nMax-Forwards"));
        assertThat(second.expect(Ended.class).why()).contains(new Reason("Q.850;cause=31, SIP;cause=200"));
        expect(200);
    }

    @Test
    void whyWeRefuseIsSaidWhateverItLooksLike() throws IOException {
        Invite invite = new Invite("refused");
        carrier.send(invite.text());
        Party.Call call = gateway.expectCall();
        call.leg().reject(603, "Network Blocked", Duration.ZERO, Optional.of(new Reason("\"odd;;=")));
        MessageText refusal = expect(603);
        assertThat(refusal.header("Reason")).contains("\"odd;;=");
        call.expect(Ended.class);
        carrier.send(invite.request("ACK", 1, refusal.header("To").orElseThrow(), invite.header("Via")));
    }

    @Test
    void aBranchIsOnlyTheSameFromTheSameSender() throws IOException {
        Invite one = new Invite("one").with("Via", "SIP/2.0/UDP 127.0.0.1:9;rport;branch=z9hG4bKsame");
        Invite other = new Invite("other").with("Via", "SIP/2.0/UDP 127.0.0.2:9;rport;branch=z9hG4bKsame");
        carrier.send(one.text());
        Party.Call first = gateway.expectCall();
        try (RawPeer another = RawPeer.to(gateway.port, false)) {
            another.send(other.text());
            Party.Call second = gateway.expectCall();
            assertThat(second.leg().callId()).isEqualTo("other");
            // A retransmission is still one: it makes no third call, and each CANCEL finds its own.
            carrier.send(one.text());
            cancel(one, first);
            assertThat(second.events()).isEmpty();
            another.send(other.cancel());
            assertThat(second.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_CANCEL);
            assertThat(another.receive().header("Via").orElseThrow())
                    .as("their branch, as they wrote it")
                    .contains("branch=z9hG4bKsame;");
        }
        assertThat(gateway.incoming).isEmpty();
    }

    private void cancel(Invite invite, Party.Call call) throws IOException {
        carrier.send(invite.cancel());
        assertThat(call.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_CANCEL);
        MessageText refusal = expect(487);
        carrier.send(invite.request("ACK", 1, refusal.header("To").orElseThrow(), invite.header("Via")));
    }

    /** The next response of this status to an INVITE or BYE. */
    private MessageText expect(int status) throws IOException {
        MessageText response = carrier.receive();
        while (!response.startLine().startsWith("SIP/2.0 " + status)
                || response.header("CSeq").orElse("").endsWith("CANCEL")) {
            response = carrier.receive();
        }
        return response;
    }

    /** An INVITE of a carrier. */
    private static final class Invite {
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String uri = "sip:+14255550100@gw.example";
        private String body = "";

        Invite(String callId) {
            headers.put("Via", "SIP/2.0/UDP 127.0.0.1:9;rport;branch=z9hG4bK" + callId);
            headers.put("From", "<sip:+12065550199@127.0.0.1>;tag=theirs");
            headers.put("To", "<sip:+14255550100@gw.example>");
            headers.put("Call-ID", callId);
            headers.put("CSeq", "1 INVITE");
            headers.put("Contact", "<sip:carrier@127.0.0.1:9>");
            headers.put("Max-Forwards", "70");
            headers.put("Content-Type", "application/sdp");
        }

        Invite with(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Invite to(String requestUri) {
            uri = requestUri;
            return this;
        }

        Invite body(String text) {
            body = text;
            return this;
        }

        String header(String name) {
            return headers.get(name);
        }

        String text() {
            String lines = headers.entrySet().stream()
                    .map(each -> each.getKey() + ": " + each.getValue() + "\r\n")
                    .collect(Collectors.joining());
            return "INVITE " + uri + " SIP/2.0\r\n" + lines + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        }

        String cancel() {
            return request("CANCEL", 1, headers.get("To"), headers.get("Via"));
        }

        String request(String method, int cseq, String to, String via) {
            return String.join(
                    "\r\n",
                    method + " " + uri + " SIP/2.0",
                    "Via: " + via,
                    "From: " + headers.get("From"),
                    "To: " + to,
                    "Call-ID: " + headers.get("Call-ID"),
                    "CSeq: " + cseq + " " + method,
                    "Max-Forwards: 70",
                    "Content-Length: 0",
                    "",
                    "");
        }
    }
}
