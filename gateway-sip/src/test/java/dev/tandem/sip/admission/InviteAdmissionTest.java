package dev.tandem.sip.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.SampleDirectory;
import dev.tandem.sip.admission.Admission.Admitted;
import dev.tandem.sip.admission.Admission.Challenged;
import dev.tandem.sip.admission.Admission.Dropped;
import dev.tandem.sip.admission.Admission.Refused;
import dev.tandem.sip.auth.DigestAnswer;
import dev.tandem.sip.auth.DigestRealm;
import dev.tandem.sip.message.OutgoingResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InviteAdmissionTest {

    private static final String URI = "sip:+13125550100@gw.example";
    private static final AddressOfRecord ALICE = new AddressOfRecord("tenant", "alice");

    private final SampleDirectory directory = new SampleDirectory();
    private final InviteAdmission admission =
            new InviteAdmission(directory, new DigestRealm("gw.example", new byte[16]));
    private Instant now = Instant.EPOCH;

    @Test
    void aFlowSpeaksForItsUserWhateverFromClaims() {
        directory.trunk("wide", "0.0.0.0/0");

        Admitted admitted = admitted(invite().over("f1", ALICE).with("P-Preferred-Identity", "<sip:+13125550111@x>"));

        assertThat(admitted.origin()).isEqualTo(new Origin.User(ALICE));
        assertThat(admitted.preferredIdentity()).hasValue("+13125550111");
    }

    @Test
    void theTrunkWithTheNarrowestBlockIsTheSender() {
        directory.trunk("wide", "0.0.0.0/0").trunk("narrow", "198.51.100.7", "192.0.2.0/24");
        directory.disabledTrunk("exact but disabled", "192.0.2.1");

        assertThat(admitted(invite()).origin()).isEqualTo(new Origin.Trunk("narrow"));
        assertThat(admitted(invite().from("203.0.113.9")).origin()).isEqualTo(new Origin.Trunk("wide"));
    }

    @Test
    void theAddressOfATlsTrunkProvesNothingWithoutTls() {
        directory.tlsTrunk("secure", "192.0.2.1");

        for (String transport : List.of("udp", "tcp", "ws")) {
            assertThat(admission.admit(invite().by(transport).view(), now))
                    .as(transport)
                    .isInstanceOf(Refused.class);
        }
        assertThat(admitted(invite().by("tls")).origin()).isEqualTo(new Origin.Trunk("secure"));
    }

    @Test
    void ofTwoTrunksAtOneAddressTheOneOfTheTransportIsTheSender() {
        directory.trunk("plain", "192.0.2.1").tlsTrunk("secure", "192.0.2.1");

        assertThat(admitted(invite()).origin()).isEqualTo(new Origin.Trunk("plain"));
        assertThat(admitted(invite().by("tls")).origin()).isEqualTo(new Origin.Trunk("secure"));
    }

    @Test
    void nobodyOnATrunkIsTakenForAUserOfOurs() {
        directory.trunk("carrier", "192.0.2.0/24").browserUser(ALICE);

        for (String claim : List.of(
                "\"Alice\" <sip:tenant_alice@gw.example>;tag=1",
                "<sip:8%3Aacs%3Atenant_alice@gw.example>;tag=1",
                "\"8:acs:tenant_alice\" <sip:+13125550142@x>;tag=1")) {
            Admitted admitted = admitted(invite().with("From", claim));
            assertThat(admitted.callerNumber() + admitted.callerName())
                    .as(claim)
                    .isEmpty();
        }
        Admitted asserted = admitted(invite().with("P-Asserted-Identity", "\"A\" <sip:tenant_alice@x>"));
        assertThat(asserted.callerNumber() + asserted.callerName()).isEmpty();
        assertThat(admitted(invite().with("From", "\"PBX\" <sip:front_desk@x>;tag=1"))
                        .callerNumber())
                .as("an extension with an underscore is nobody's")
                .isEqualTo("front_desk");
        Admitted hidden = admitted(
                invite().with("P-Asserted-Identity", "<sip:tenant_alice@x>").with("Privacy", "id"));
        assertThat(hidden.anonymous()).isTrue();
        assertThat(hidden.assertedNumber())
                .as("nor told to another trunk as one")
                .isEmpty();
    }

    @Test
    void aTrunkVouchesForTheAssertedIdentity() {
        directory.trunk("carrier", "192.0.2.0/24");

        Admitted admitted = admitted(
                invite().with("P-Asserted-Identity", "\"Ann\" <tel:+1-312-555-0142;phone-context=x>, <sip:a@b>")
                        .with("P-Preferred-Identity", "<sip:ignored@x>"));

        assertThat(admitted.callerNumber()).isEqualTo("+13125550142");
        assertThat(admitted.callerName()).isEqualTo("Ann");
        assertThat(admitted.preferredIdentity()).isEmpty();
    }

    @Test
    void aUserCannotAssertAnIdentity() {
        Admitted admitted = admitted(invite().over("f1", ALICE).with("P-Asserted-Identity", "<sip:+15550000000@x>"));

        assertThat(admitted.callerNumber()).isEqualTo("+13125550199");
    }

    @Test
    void whoWantsToStayUnknownDoes() {
        directory.trunk("carrier", "192.0.2.0/24");

        Admitted hidden = admitted(invite().with("P-Asserted-Identity", "\"Ann\" <sip:+13125550142@x>")
                .with("Privacy", "id;critical"));
        Admitted unnamed = admitted(invite().with("From", "\"Anonymous\" <sip:c8oq@anonymous.invalid>;tag=1"));

        assertThat(hidden.callerNumber() + hidden.callerName()).isEmpty();
        assertThat(unnamed.callerNumber() + unnamed.callerName()).isEmpty();
    }

    @Test
    void theNumberOfWhoWantsToStayUnknownIsKeptForCarriers() {
        directory.trunk("carrier", "192.0.2.0/24");

        Admitted hidden = admitted(
                invite().with("P-Asserted-Identity", "<sip:+13125550142@x>").with("Privacy", "id"));

        assertThat(hidden.anonymous()).isTrue();
        assertThat(hidden.assertedNumber()).isEqualTo("+13125550142");
        assertThat(admitted(invite().with("Privacy", "none")).anonymous()).isFalse();
    }

    @Test
    void remotePartyIdNamesTheCallerWhereNothingBetterDoes() {
        directory.trunk("carrier", "192.0.2.0/24");
        String ann = "\"Ann\" <sip:+13125550142@x>;party=calling;screen=yes;privacy=off";

        assertThat(admitted(invite().with("Remote-Party-ID", ann)).callerNumber())
                .isEqualTo("+13125550142");
        assertThat(admitted(invite().with("Remote-Party-ID", ann.replace("calling", "called")))
                        .callerNumber())
                .isEqualTo("+13125550199");
        Admitted hidden = admitted(invite().with("Remote-Party-ID", ann.replace("off", "full")));
        assertThat(hidden.callerNumber() + hidden.callerName()).isEmpty();
        assertThat(hidden.assertedNumber()).isEqualTo("+13125550142");
        assertThat(admitted(invite().over("f1", ALICE).with("Remote-Party-ID", ann))
                        .callerNumber())
                .as("a user vouches for nothing")
                .isEqualTo("+13125550199");
    }

    @Test
    void aUserMayStayUnknownToo() {
        assertThat(admitted(invite().over("f1", ALICE).with("Privacy", "id")).anonymous())
                .isTrue();
        assertThat(admitted(invite().over("f1", ALICE)
                                .with("From", "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1"))
                        .anonymous())
                .isTrue();
        assertThat(admission.admit(
                        invite().with("From", "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1")
                                .view(),
                        now))
                .as("who it is must be proven")
                .isInstanceOf(Challenged.class);
    }

    @Test
    void aCallerOfManyLinesBecomesOneLine() {
        directory.trunk("carrier", "192.0.2.0/24");

        Admitted admitted = admitted(invite().with("From", "\"a\u0007\" <sip:%0d%0aVia;npdi@x>;tag=1"));

        assertThat(admitted.callerNumber()).isEqualTo("Via");
        assertThat(admitted.callerName()).isEqualTo("a");
    }

    @Test
    void aSourceNoTrunkAllowsIsRefusedWithTheReason() {
        directory.trunk("carrier", "198.51.100.0/24");

        assertThat(admission.admit(invite().view(), now))
                .isEqualTo(new Refused(OutgoingResponse.of(403, "no trunk allows calls from 192.0.2.1")));
    }

    @Test
    void aScannerIsToldTwentyTimesAMinuteAndThenIgnored() {
        for (int i = 0; i < 20; i++) {
            assertThat(admission.admit(invite().view(), now)).isInstanceOf(Refused.class);
        }
        assertThat(admission.admit(invite().view(), now)).isInstanceOf(Dropped.class);
        assertThat(admission.admit(invite().from("192.0.2.2").view(), now))
                .as("its neighbour is told")
                .isInstanceOf(Refused.class);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(admission.admit(invite().view(), now)).isInstanceOf(Refused.class);
    }

    @Test
    void aScannerBehindTheAddressOfATrunkOrUserDoesNotSilenceThem() {
        for (int i = 0; i < 30; i++) {
            admission.admit(invite().view(), now);
        }
        directory.trunk("carrier", "192.0.2.0/24");

        assertThat(admitted(invite()).origin()).isEqualTo(new Origin.Trunk("carrier"));
        assertThat(admitted(invite().over("f1", ALICE)).origin()).isEqualTo(new Origin.User(ALICE));
    }

    @Test
    void aSoftphoneProvesItsUserByDigest() {
        directory.user(ALICE, "secret");
        SampleRequest invite = invite().with("From", "<sip:tenant_alice@gw.example>;tag=1");

        String answer = answer(challenges(invite), "tenant_alice", "secret");

        assertThat(admitted(invite.with("Proxy-Authorization", answer)).origin())
                .isEqualTo(new Origin.User(ALICE));
        assertThat(admission.admit(invite.view(), now))
                .as("the same proof again is stale")
                .isInstanceOfSatisfying(
                        Challenged.class, again -> assertThat(value(again)).contains("stale=true"));
    }

    @Test
    void aSoftphoneInATrunksNetworkIsStillAskedWhoItIs() {
        directory.trunk("wide", "0.0.0.0/0").user(ALICE, "secret");
        SampleRequest invite = invite().with("From", "<sip:tenant_alice@gw.example>;tag=1");

        String answer = answer(challenges(invite), "tenant_alice", "secret");

        assertThat(admitted(invite.with("Proxy-Authorization", answer)).origin())
                .isEqualTo(new Origin.User(ALICE));
    }

    @Test
    void aStrangerWhoOnlyLooksLikeAUserIsRefusedAtOnce() {
        directory.user(ALICE, "secret");

        assertThat(admission.admit(
                        invite().with("From", "<sip:tenant_mallory@gw.example>;tag=1")
                                .view(),
                        now))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aTrunkWithoutSourcesProvesItselfByDigest() {
        directory.digestTrunk("roaming", "pbx", "secret");

        String answer = answer(challenges(invite()), "pbx", "secret");

        assertThat(admitted(invite().with("Proxy-Authorization", answer)).origin())
                .isEqualTo(new Origin.Trunk("roaming"));
    }

    @Test
    void theSourceOfADatagramProvesNothingButCredentialsAConnectionOrATokenDo() {
        directory.trunk("carrier", "192.0.2.0/24").digestTrunk("roaming", "pbx", "secret");
        SampleRequest roaming = invite().from("203.0.113.9");
        String answer = answer(challenges(roaming), "pbx", "secret");

        assertThat(admitted(invite()).proven()).isFalse();
        assertThat(admitted(invite().overConnection("f1")).proven()).isTrue();
        assertThat(admitted(invite().over("f1", ALICE)).proven()).isTrue();
        assertThat(admitted(roaming.with("Proxy-Authorization", answer)).proven())
                .isTrue();
    }

    @Test
    void aUserIsHeardBesideAScannerAtTheSameAddress() {
        directory.trunk("carrier", "198.51.100.0/24").user(ALICE, "secret");
        for (int i = 0; i < 21; i++) {
            admission.admit(invite().view(), now);
        }
        assertThat(admission.admit(invite().view(), now)).isInstanceOf(Dropped.class);
        SampleRequest invite = invite().with("From", "<sip:tenant_alice@gw.example>;tag=1");

        String answer = answer(challenges(invite), "tenant_alice", "secret");

        assertThat(admitted(invite.with("Proxy-Authorization", answer)).origin())
                .isEqualTo(new Origin.User(ALICE));
    }

    @Test
    void guessingAPasswordEndsInSilence() {
        directory.digestTrunk("roaming", "pbx", "secret");
        for (int i = 0; i < 20; i++) {
            String guess = answer(challenges(invite()), "pbx", "guess" + i);
            assertThat(admission.admit(
                            invite().with("Proxy-Authorization", guess).view(), now))
                    .isEqualTo(new Refused(OutgoingResponse.of(403, "wrong user name or password")));
        }

        assertThat(admission.admit(invite().view(), now)).isInstanceOf(Dropped.class);
    }

    @Test
    void credentialsThatCannotBeReadAreTheSendersFault() {
        directory.digestTrunk("roaming", "pbx", "secret");

        assertThat(admission.admit(
                        invite().with("Proxy-Authorization", "Digest username=\"")
                                .view(),
                        now))
                .isEqualTo(new Refused(OutgoingResponse.of(400, "Bad Proxy-Authorization")));
    }

    private Admitted admitted(SampleRequest request) {
        return (Admitted) admission.admit(request.view(), now);
    }

    private String challenges(SampleRequest request) {
        return value((Challenged) admission.admit(request.view(), now));
    }

    private static String value(Challenged challenged) {
        assertThat(challenged.response().status()).isEqualTo(407);
        return challenged.response().headers().get(0).value();
    }

    private static String answer(String challenge, String username, String password) {
        Optional<String> answer = DigestAnswer.to(
                List.of(challenge), new DigestCredentials(username, password), "INVITE", URI, "0a4f113b");
        return answer.orElseThrow();
    }

    private static SampleRequest invite() {
        return SampleRequest.of("INVITE", URI);
    }
}
