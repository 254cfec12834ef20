package dev.tandem.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.auth.DigestRealm.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestRealmTest {

    private static final String SOURCE = "192.0.2.1";
    private static final DigestCredentials BOB = new DigestCredentials("bob", "zanzibar");

    private final List<String> wrong = new ArrayList<>();
    private final DigestRealm realm = new DigestRealm("gw.example", new byte[16], wrong::add);
    private Instant now = Instant.EPOCH;

    @Test
    void aRightAnswerProvesTheUserOnce() {
        String answer = answer(challenge(), BOB);

        assertThat(verify(answer)).isEqualTo(new Proof.Verified("bob"));
        // SIP.js repeats the header of its last REGISTER when it leaves.
        assertThat(verify(answer)).as("the same nonce and count again").isInstanceOf(Proof.Stale.class);
    }

    @Test
    void oneNonceServesManyRequestsWhenTheCountRises() {
        String nonce = nonce(challenge());

        assertThat(verify(counted(nonce, "00000001"))).isInstanceOf(Proof.Verified.class);
        assertThat(verify(counted(nonce, "0000000a"))).isInstanceOf(Proof.Verified.class);
        assertThat(verify(counted(nonce, "00000002"))).isInstanceOf(Proof.Stale.class);
    }

    @Test
    void aNonceIsGoodForFiveMinutes() {
        String challenge = challenge();

        now = now.plus(Duration.ofMinutes(5)).minusMillis(1);
        assertThat(verify(answer(challenge, BOB))).isInstanceOf(Proof.Verified.class);
        now = now.plusMillis(1);
        assertThat(verify(answer(challenge, BOB))).isInstanceOf(Proof.Stale.class);
        assertThat(realm.challenges(SOURCE, true, now).get(0)).contains("stale=true");
    }

    @Test
    void aNonceServesTheSourceItWasMadeFor() {
        String answer = answer(challenge(), BOB);

        assertThat(realm.verify(List.of(answer), "REGISTER", "192.0.2.2", name -> Optional.of(BOB), now))
                .isInstanceOf(Proof.Stale.class);
    }

    @Test
    void anInventedNonceIsStaleEvenWithARightResponse() {
        assertThat(verify(counted("0".repeat(64), "00000001"))).isInstanceOf(Proof.Stale.class);
        assertThat(verify(counted("guess", "00000001"))).isInstanceOf(Proof.Stale.class);
    }

    @Test
    void aWrongPasswordIsReportedWhenItsSourceHadBeenChallenged() {
        verify(answer(challenge(), new DigestCredentials("bob", "guess")));
        assertThat(wrong).containsExactly(SOURCE);

        // Any address may be written on a datagram; who never saw our challenge must not have another one banned.
        String elsewhere = answer(challenge(), new DigestCredentials("bob", "guess"));
        realm.verify(List.of(elsewhere), "REGISTER", "192.0.2.2", name -> Optional.of(BOB), now);
        assertThat(wrong).containsExactly(SOURCE);
    }

    @Test
    void aWrongPasswordAndAnUnknownUserLookTheSame() {
        assertThat(verify(answer(challenge(), new DigestCredentials("bob", "guess"))))
                .isEqualTo(new Proof.Wrong());
        assertThat(realm.verify(
                        List.of(answer(challenge(), new DigestCredentials("", ""))),
                        "REGISTER",
                        SOURCE,
                        name -> Optional.empty(),
                        now))
                .as("nobody's empty password opens nothing")
                .isEqualTo(new Proof.Wrong());
    }

    @Test
    void whoGuessesTenTimesIsNotHeardAboutThatUserForTheRestOfTheMinute() {
        DigestCredentials guess = new DigestCredentials("bob", "guess");
        for (int guesses = 0; guesses < 10; guesses++) {
            assertThat(verify(answer(challenge(), guess))).isInstanceOf(Proof.Wrong.class);
        }

        assertThat(verify(answer(challenge(), guess))).isEqualTo(new Proof.Exhausted());
        assertThat(verify(answer(challenge(), BOB))).as("not even when right").isEqualTo(new Proof.Exhausted());
        String elsewhere = answer(realm.challenges("192.0.2.9", false, now).get(0), BOB);
        assertThat(realm.verify(List.of(elsewhere), "REGISTER", "192.0.2.9", name -> Optional.of(BOB), now))
                .as("bob himself, elsewhere")
                .isInstanceOf(Proof.Verified.class);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(verify(answer(challenge(), BOB))).isInstanceOf(Proof.Verified.class);
    }

    @Test
    void anAnswerToAnotherMethodIsWrong() {
        String answer = answer(challenge(), BOB);

        assertThat(realm.verify(List.of(answer), "INVITE", SOURCE, name -> Optional.of(BOB), now))
                .isInstanceOf(Proof.Wrong.class);
    }

    @Test
    void credentialsOfOtherRealmsAndSchemesAreNotOurs() {
        String foreign = DigestAnswer.to(
                        List.of("Digest realm=\"elsewhere\", nonce=\"n\""), BOB, "REGISTER", "sip:gw.example", "c")
                .orElseThrow();

        assertThat(realm.verify(List.of(), "REGISTER", SOURCE, name -> Optional.of(BOB), now))
                .isInstanceOf(Proof.Missing.class);
        assertThat(verify(foreign)).isInstanceOf(Proof.Missing.class);
        assertThat(verify("Bearer abc")).isInstanceOf(Proof.Missing.class);
        assertThat(realm.verify(
                        List.of(foreign, answer(challenge(), BOB)), "REGISTER", SOURCE, name -> Optional.of(BOB), now))
                .as("ours is found behind another's")
                .isInstanceOf(Proof.Verified.class);
    }

    @Test
    void aClientWithoutQopMayUseANonceOnce() {
        String withoutQop = challenge().replace(", qop=\"auth\"", "");
        String answer = answer(withoutQop, BOB);

        assertThat(verify(answer)).isInstanceOf(Proof.Verified.class);
        assertThat(verify(answer)).isInstanceOf(Proof.Stale.class);
    }

    @Test
    void headersThatCannotBeReadAreMalformed() {
        for (String bad : List.of(
                "Digest username=\"bob",
                "Digest username=\"bob\", realm",
                "Digest realm=\"gw.example\"",
                "Digest realm=\"gw.example\", realm=\"gw.example\"",
                counted("n", "1"),
                counted("n", "0000000g"),
                counted("n", "00000000"),
                "Digest " + "x=1, ".repeat(40) + "y=2",
                "Digest x=\"" + "y".repeat(5000) + "\"")) {
            assertThat(verify(bad)).as(bad).isInstanceOf(Proof.Malformed.class);
        }
    }

    @Test
    void sha256IsOfferedAndAcceptedWhereItIsWanted() {
        DigestRealm modern = new DigestRealm(
                "gw.example", new byte[16], List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5), source -> {});
        List<String> challenges = modern.challenges(SOURCE, false, now);
        String answer = DigestAnswer.to(challenges, BOB, "REGISTER", "sip:gw.example", "c")
                .orElseThrow();

        assertThat(challenges).hasSize(2);
        assertThat(answer).contains("algorithm=SHA-256");
        assertThat(modern.verify(List.of(answer), "REGISTER", SOURCE, name -> Optional.of(BOB), now))
                .isEqualTo(new Proof.Verified("bob"));
    }

    /** Memory is bounded, and forgetting does not reopen a nonce. */
    @Test
    void whatWasUsedLongAgoCannotBeReplayed() {
        String first = answer(challenge(), BOB);
        assertThat(verify(first)).isInstanceOf(Proof.Verified.class);
        for (int i = 0; i < 10_000; i++) {
            assertThat(verify(answer(challenge(), BOB))).isInstanceOf(Proof.Verified.class);
        }

        assertThat(verify(first)).isInstanceOf(Proof.Stale.class);
    }

    private String challenge() {
        return realm.challenges(SOURCE, false, now).get(0);
    }

    private static String answer(String challenge, DigestCredentials credentials) {
        return DigestAnswer.to(List.of(challenge), credentials, "REGISTER", "sip:gw.example", "0a4f113b")
                .orElseThrow();
    }

    private Proof verify(String authorization) {
        return realm.verify(
                List.of(authorization),
                "REGISTER",
                SOURCE,
                name -> name.equals("bob") ? Optional.of(BOB) : Optional.empty(),
                now);
    }

    private static String nonce(String challenge) {
        return DigestHeader.parse(challenge).orElseThrow().get("nonce");
    }

    private static String counted(String nonce, String count) {
        String response = DigestAlgorithm.MD5.response(
                BOB, "gw.example", "REGISTER", "sip:gw.example", nonce, Optional.of(count + ":c:auth"));
        return "Digest username=\"bob\", realm=\"gw.example\", nonce=\"" + nonce + "\", uri=\"sip:gw.example\", "
                + "response=\"" + response + "\", cnonce=\"c\", qop=auth, nc=" + count;
    }
}
