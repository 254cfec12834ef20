package dev.tandem.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.tandem.ServiceTest;
import dev.tandem.access.Sessions;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallView;
import dev.tandem.call.CallView.LegView;
import dev.tandem.call.EndReason;
import dev.tandem.demo.VoiceSamples;
import dev.tandem.gateway.Gateway;
import dev.tandem.interop.Installation.Account;
import dev.tandem.record.CallRecords;
import dev.tandem.tenant.Tenant;
import dev.tandem.testkit.Baresip;
import dev.tandem.testkit.Eventually;
import dev.tandem.testkit.Ports;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever strangers and the clumsy send, they are told clearly, and a call that is up stays up. */
@ServiceTest
@Tag("interop")
class BadInputIT {

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FLOOD = 500;
    private static final int SCANS = 30;
    private static final int DATAGRAM_OCTETS = 65_507;
    private static final String IDENTITIES = "/identities?api-version=2023-10-01";
    private static final String STRANGER = "+442079460123";

    @Inject
    Sessions sessions;

    @Inject
    Gateway gateway;

    @Inject
    CallDirectory calls;

    @Inject
    CallRecords records;

    @Inject
    Tenant tenant;

    @TestHTTPResource("/")
    URI service;

    @TempDir
    Path directory;

    private Installation installation;
    private Account caller;
    private String callersNumber;
    private Baresip callersPhone;
    private Baresip calleesPhone;
    private RawSip stranger;

    @BeforeEach
    void twoUsersAreInACall() throws Exception {
        stranger = new RawSip(gateway.sipPort());
        installation = new Installation(sessions);
        caller = installation.newAccount();
        callersNumber = installation.buyNumber();
        installation.assign(callersNumber, caller);
        Account callee = installation.newAccount();
        String calleesNumber = installation.buyNumber();
        installation.assign(calleesNumber, callee);
        calleesPhone = phone(callee);
        callersPhone = phone(caller);
        callersPhone.command("/dial " + calleesNumber);
        Eventually.within(
                PATIENCE, () -> calls.views().stream().anyMatch(call -> call.state() == CallView.State.CONNECTED));
    }

    private Baresip phone(Account account) {
        Path silence = directory.resolve("silence.wav");
        VoiceSamples.write8k(new short[60 * 8000], silence);
        Baresip phone = new Baresip(Ports.free(), account.baresip(gateway.sipPort(), "PCMU"), silence, LIFE);
        phone.await("[1 binding]", PATIENCE);
        return phone;
    }

    @AfterEach
    void theCallIsStillUp() {
        stranger.close();
        try {
            Eventually.within(PATIENCE, () -> calls.size() == 1);
            CallView before = calls.views().get(0);
            Eventually.within(PATIENCE, () -> isTalkingOn(before));
            callersPhone.command("/hangup");
            Remains.expectNone(calls, gateway, installation);
        } finally {
            callersPhone.close();
            calleesPhone.close();
            calls.all().forEach(call -> call.end(EndReason.ENDED_BY_API));
            installation.close();
        }
    }

    /** Half a second more of packets from both. */
    private boolean isTalkingOn(CallView before) {
        CallView now = calls.views().get(0);
        return now.id().equals(before.id())
                && now.state() == CallView.State.CONNECTED
                && packetsIn(now, 0) > packetsIn(before, 0) + 25
                && packetsIn(now, 1) > packetsIn(before, 1) + 25;
    }

    private static long packetsIn(CallView call, int leg) {
        List<LegView> legs = call.legs();
        return legs.get(leg).packetsIn();
    }

    @Test
    void anInviteFromASourceThatNoTrunkAllowsMakesNoCallAndSilencesNoUser() throws Exception {
        installation.trunk("elsewhere", 5060, "192.0.2.0/24");
        int legs = gateway.sip().counters().legs();

        String answer = stranger.ask(stranger.request("INVITE", callersNumber));

        assertThat(answer).startsWith("SIP/2.0 403 ");
        assertThat(gateway.sip().counters().legs()).isEqualTo(legs);
        assertThat(calls.size()).isEqualTo(1);
        assertThat(records.ended(tenant.id(), Optional.empty(), 1).calls())
                .noneMatch(call -> call.to().equals(callersNumber));
        aScannerDoesNotSilenceUsersAtItsAddress();
    }

    private void aScannerDoesNotSilenceUsersAtItsAddress() throws Exception {
        for (int i = 0; i < SCANS; i++) {
            stranger.send(stranger.request("INVITE", callersNumber));
        }
        try (Baresip phone = phone(installation.newAccount())) {
            phone.command("/dial " + STRANGER);
            // The router's answer, not admission's: this user has no number to call from.
            phone.await("403 Caller ID not allowed", PATIENCE);
        }
    }

    @Test
    void aNumberThatIsNotOursOrNobodysIsRefusedAndTheRecordSaysWhy() throws Exception {
        installation.trunk("carrier", 5060, "127.0.0.1/32");
        String nobodys = installation.buyNumber();

        assertThat(stranger.ask(stranger.request("INVITE", "+15005550006"))).startsWith("SIP/2.0 404 ");
        expectRecord("+15005550006", EndReason.NOT_FOUND, 404);
        assertThat(stranger.ask(stranger.request("INVITE", nobodys))).startsWith("SIP/2.0 480 ");
        expectRecord(nobodys, EndReason.UNASSIGNED, 480);
        assertThat(stranger.ask(stranger.request("INVITE", "desk"))).startsWith("SIP/2.0 404 ");
        expectRecord("desk", EndReason.NOT_FOUND, 404);
    }

    @Test
    void aCallerIdThatIsNotTheUsersIsRefusedAndTheRecordSaysWhy() throws Exception {
        installation.trunk("carrier", 5060, "127.0.0.1/32");
        try (SipSocket browser = new SipSocket(service, installation.token(caller, "voip"))) {
            String answer = browser.invite(caller.username(), "+442079460199", STRANGER);

            assertThat(answer).startsWith("SIP/2.0 403 ");
        }
        expectRecord("+442079460199", EndReason.CALLER_ID_FORBIDDEN, 403);
    }

    @Test
    void aUserCannotCallAsAnotherOverTheirWebSocket() throws Exception {
        Account other = installation.newAccount();
        try (SipSocket browser = new SipSocket(service, installation.token(other, "voip"))) {
            assertThat(browser.invite(caller.username(), "+442079460199", callersNumber))
                    .startsWith("SIP/2.0 403 ");
        }
    }

    @Test
    void malformedSipIsRefusedInOurOwnWords() throws Exception {
        String good = stranger.request("INVITE", callersNumber);
        List<String> spoilt = List.of(
                good.replace("From: <sip:", "From: <<sip:"),
                good.replace("CSeq: 1 INVITE", "CSeq: one INVITE"),
                good.replace("CSeq: 1 INVITE", "CSeq: 1 BYE"),
                good.replace("Contact: <", "Contact: \"<"),
                good.replace("Content-Length: 0", "Content-Length: 70"),
                good.replace("Max-Forwards: 70", "Max-Forwards: seventy"),
                good.replace("INVITE sip:", "INVITE sip::::"),
                good.replace("To: <sip:", "To: <"));

        for (String each : spoilt) {
            assertThat(stranger.ask(each)).as(each).matches("SIP/2\\.0 400 [A-Z][A-Za-z -]{2,40}");
        }
    }

    @Test
    void garbageAndAFloodOfRegistrationsAreShedAndCounted() throws Exception {
        long malformed = gateway.sip().counters().malformed();
        byte[] garbage = new byte[DATAGRAM_OCTETS];
        new Random(1).nextBytes(garbage);
        stranger.send(garbage);
        stranger.send("INVITE ".repeat(9_000));
        byte[] letters = new byte[DATAGRAM_OCTETS];
        Arrays.fill(letters, (byte) 'A');
        stranger.send(letters);
        String register = stranger.request("REGISTER", "nobody");
        for (int i = 0; i < FLOOD; i++) {
            stranger.send(register.replace("Call-ID: ", "Call-ID: " + i).replace("z9hG4bK", "z9hG4bK" + i));
        }

        Eventually.within(PATIENCE, () -> gateway.sip().counters().malformed() >= malformed + 3);
        try (RawSip bystander = new RawSip(gateway.sipPort())) {
            assertThat(bystander.ask(bystander.request("OPTIONS", "gateway"))).isEqualTo("SIP/2.0 200 OK");
        }
    }

    @Test
    void aWebSocketWithoutAVoipTokenIsRefusedBeforeTheUpgrade() {
        String noVoip = installation.token(caller, "chat");

        assertThat(SipSocket.refusal(service, "")).isEqualTo(401);
        assertThat(SipSocket.refusal(service, "?access_token=")).isEqualTo(401);
        assertThat(SipSocket.refusal(service, "?access_token=eyJhbGciOiJub25lIn0.e30."))
                .isEqualTo(401);
        assertThat(SipSocket.refusal(service, "?access_token=" + noVoip)).isEqualTo(403);
        assertThat(gateway.sip().counters().flows()).isZero();
    }

    @Test
    void malformedJsonAndAWrongSignatureAreRefusedInTheErrorShape() {
        installation
                .admin()
                .contentType(ContentType.JSON)
                .body("{\"createTokenWithScopes\":[")
                .post(IDENTITIES)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("BadRequest"))
                .body("error.message", not(containsString("xception")));
        RestAssured.given()
                .header("x-ms-date", "Mon, 01 Jan 2024 00:00:00 GMT")
                .header("x-ms-content-sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
                .header("Authorization", "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=AAAA")
                .get("/trunks")
                .then()
                .statusCode(401)
                .body("error.code", equalTo("Unauthorized"));
    }

    private void expectRecord(String to, EndReason reason, int status) {
        Eventually.within(
                PATIENCE,
                () -> records.ended(tenant.id(), Optional.empty(), 5).calls().stream()
                        .filter(call -> call.to().equals(to))
                        .anyMatch(call -> call.endReason() == reason
                                && Integer.valueOf(status).equals(call.sipCode())));
    }
}
