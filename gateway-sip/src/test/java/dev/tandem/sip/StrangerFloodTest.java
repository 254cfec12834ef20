package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of strangers: answered, some of them, and nothing of them is kept. */
class StrangerFloodTest {
    private static final int FLOOD = 2_000;

    private final Party party = new Party();

    @AfterEach
    void close() {
        party.close();
    }

    @Test
    void noRequestOfAStrangerIsKeptWhateverItsMethod() throws IOException {
        try (UdpPeer stranger = new UdpPeer("127.0.0.9", party.port)) {
            String user = "<sip:" + Browser.ALICE.userPart() + "@tandem.example>";
            String from = user + ";tag=1";
            stranger.request("REGISTER", 1, "z9hG4bK-1", from, user, "1");
            stranger.expect("SIP/2.0 401 ");
            stranger.request("OPTIONS", 1, "z9hG4bK-2", from, user, "2");
            stranger.expect("SIP/2.0 200 ");
            stranger.request("INVITE", 1, "z9hG4bK-3", from, user, "3");
            stranger.expect("SIP/2.0 403 ");
            stranger.request("BYE", 1, "z9hG4bK-4", from, user, "4");
            stranger.expect("SIP/2.0 481 ");
            stranger.request("BYE", 1, "z9hG4bK-5", from, user + ";tag=guess", "5");
            stranger.expect("SIP/2.0 481 ");
            stranger.request("CANCEL", 1, "z9hG4bK-6", from, user, "6");
            stranger.expect("SIP/2.0 481 ");
            stranger.send(
                    "REGISTER sip:tandem.example SIP/2.0",
                    "Via: SIP/2.0/UDP 127.0.0.9:" + stranger.port + ";branch=z9hG4bK-7",
                    "From: " + from,
                    "To: " + user,
                    "Call-ID: 7",
                    "CSeq: 1 REGISTER",
                    "Authorization: Digest username=\"x\", realm=\"tandem.example\", nonce=\"1\", uri=\"sip:x\","
                            + " response=\"0\"");
            stranger.expect("SIP/2.0 401 ");
            assertThat(party.endpoint.counters().transactions()).isZero();
        }
    }

    @Test
    void theSameRequestGetsTheSameTag() throws IOException {
        try (UdpPeer stranger = new UdpPeer("127.0.0.9", party.port)) {
            String first = tagOfAnswer(stranger, "1");
            assertThat(tagOfAnswer(stranger, "1")).isEqualTo(first);
            assertThat(tagOfAnswer(stranger, "2")).isNotEqualTo(first);
        }
    }

    private static String tagOfAnswer(UdpPeer stranger, String callId) throws IOException {
        stranger.request("OPTIONS", 1, "z9hG4bK-" + callId, "<sip:x@y>;tag=1", "<sip:z@y>", callId);
        return Browser.tag(Browser.header(stranger.expect("SIP/2.0 200 "), "To"));
    }

    @Test
    void aFloodIsHeardInPartAndOthersAreHeardMeanwhile() throws IOException {
        try (UdpPeer stranger = new UdpPeer("127.0.0.9", party.port);
                UdpPeer other = new UdpPeer("127.0.0.10", party.port)) {
            for (int i = 0; i < FLOOD; i++) {
                stranger.request("REGISTER", 1, "z9hG4bK-" + i, "<sip:x@y>;tag=1", "<sip:z@y>", "r" + i);
            }
            other.request("OPTIONS", 1, "z9hG4bK-o", "<sip:x@y>;tag=1", "<sip:z@y>", "o");
            other.expect("SIP/2.0 200 ");
            assertThat(stranger.count()).isLessThan(FLOOD / 2);
            var counters = party.endpoint.counters();
            assertThat(counters.strangers()).isGreaterThan(FLOOD / 2);
            assertThat(counters.transactions()).isZero();
        }
    }

    @Test
    void aTrunkMaySendAsMuchAsItLikes() throws IOException {
        party.trusting("carrier");
        try (UdpPeer trunk = new UdpPeer("127.0.0.2", party.port)) {
            int answered = 0;
            for (int round = 0; round < FLOOD / 100; round++) {
                for (int i = 0; i < 100; i++) {
                    trunk.request("OPTIONS", 1, "z9hG4bK-" + i, "<sip:x@y>;tag=1", "<sip:z@y>", "o" + i);
                }
                for (int i = 0; i < 100; i++) {
                    trunk.expect("SIP/2.0 200 ");
                    answered++;
                }
            }
            assertThat(answered).isEqualTo(FLOOD);
            assertThat(party.endpoint.counters().strangers()).isZero();
        }
    }
}
