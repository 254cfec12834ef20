package dev.tandem.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Binding;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.SampleDirectory;
import dev.tandem.sip.admission.SampleRequest;
import dev.tandem.sip.auth.DigestAnswer;
import dev.tandem.sip.auth.DigestRealm;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.OutgoingResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrarTest {

    private static final AddressOfRecord ALICE = new AddressOfRecord("tenant", "alice");
    private static final String CONTACT = "sip:x@df7jal23ls0d.invalid;transport=ws";

    private final SampleDirectory directory = new SampleDirectory().user(ALICE, "secret");
    private final InMemoryBindings bindings = new InMemoryBindings(12);
    private final Registrar registrar = new Registrar(directory, bindings, new DigestRealm("gw.example", new byte[16]));
    private Instant now = Instant.EPOCH;
    private int cseq;

    @Test
    void aBrowserRegistersItsOwnUserOverItsFlow() {
        OutgoingResponse reply = answer(browser("<" + CONTACT + ">;+sip.instance=\"<urn:uuid:1>\";reg-id=1;expires=600")
                .with("User-Agent", "JsSIP"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(contacts(reply)).containsExactly("<" + CONTACT + ">;expires=600;+sip.instance=\"<urn:uuid:1>\"");
        Binding binding = bindings.find(ALICE, now).get(0);
        assertThat(binding.path()).containsExactly("<sip:f17.invalid;transport=ws;lr>");
        assertThat(binding.flow()).hasValue("f17");
        assertThat(binding.instance()).hasValue("<urn:uuid:1>");
        assertThat(binding.userAgent()).isEqualTo("JsSIP");
        assertThat(binding.expiresAt()).isEqualTo(now.plusSeconds(600));
    }

    @Test
    void aBrowserCannotRegisterAnotherUser() {
        SampleRequest other =
                register("sip:tenant_bob@gw.example", "<" + CONTACT + ">").over("f17", ALICE);

        assertThat(answer(other).status()).isEqualTo(403);
        assertThat(bindings.count(now)).isZero();
    }

    @Test
    void aBrowserCannotSendOurRequestsThroughAPathOfItsChoice() {
        answer(browser("<" + CONTACT + ">").with("Path", "<sip:victim.example;lr>"));

        assertThat(bindings.find(ALICE, now).get(0).path()).containsExactly("<sip:f17.invalid;transport=ws;lr>");
    }

    @Test
    void aSoftphoneRegistersByDigest() {
        SampleRequest request = softphone("<sip:alice@192.0.2.1:5062>");
        OutgoingResponse challenge = answer(request);

        assertThat(challenge.status()).isEqualTo(401);
        assertThat(answer(proven(request, challenge, "secret")).status()).isEqualTo(200);
        Binding binding = bindings.find(ALICE, now).get(0);
        assertThat(binding.source()).isEqualTo("192.0.2.1:5060");
        assertThat(binding.flow()).isEmpty();
        assertThat(binding.path()).isEmpty();
    }

    @Test
    void aWrongPasswordAnUnknownUserAndAStrangersNameAreChallengedAlike() {
        SampleRequest request = softphone("<sip:alice@192.0.2.1>");
        OutgoingResponse challenge = answer(request);

        assertThat(answer(proven(request, challenge, "guess")).status()).isEqualTo(401);
        assertThat(answer(register("sip:tenant_nobody@gw.example", "<sip:a@b>")).status())
                .isEqualTo(401);
        assertThat(answer(register("sip:100@gw.example", "<sip:a@b>")).status()).isEqualTo(401);
    }

    @Test
    void whoKeepsGuessingIsForbiddenEvenTheRightPassword() {
        SampleRequest request = softphone("<sip:alice@192.0.2.1>");
        OutgoingResponse challenge = answer(request);
        for (int guesses = 0; guesses < 10; guesses++) {
            assertThat(answer(proven(request, challenge, "guess")).status()).isEqualTo(401);
        }

        assertThat(answer(proven(request, challenge, "secret")).status()).isEqualTo(403);
        assertThat(bindings.count(now)).isZero();
    }

    @Test
    void credentialsOfOneUserDoNotRegisterAnother() {
        SampleRequest other = register("sip:tenant_bob@gw.example", "<sip:bob@192.0.2.1>");

        assertThat(answer(proven(other, answer(other), "secret")).status()).isEqualTo(403);
    }

    @Test
    void aRepeatedAuthorizationIsAnsweredWithAFreshNonce() {
        SampleRequest request = softphone("<sip:alice@192.0.2.1>");
        answer(proven(request, answer(request), "secret"));

        OutgoingResponse again = answer(request.with("Expires", "0"));

        assertThat(again.status()).isEqualTo(401);
        assertThat(again.headers().get(0).value()).contains("stale=true");
        assertThat(answer(proven(request, again, "secret")).status()).isEqualTo(200);
        assertThat(bindings.count(now)).as("un-registered at last").isZero();
    }

    @Test
    void anyHostIsOurs() {
        for (String host : List.of("gw.example", "127.0.0.1", "localhost", "[::1]")) {
            assertThat(answer(register("sip:tenant_alice@" + host, "<sip:a@" + host + ">")
                                    .over("f17", ALICE))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(bindings.find(ALICE, now)).hasSize(4);
    }

    @Test
    void withoutContactTheBindingsAreListedWithWhatIsLeftOfThem() {
        answer(browser("<sip:a@x.invalid>;expires=100", "<sip:b@x.invalid>;expires=30"));
        now = now.plusSeconds(40);

        assertThat(contacts(answer(browser()))).containsExactly("<sip:a@x.invalid>;expires=60");
    }

    @Test
    void expiresComesFromTheContactThenTheHeaderThenTheDefault() {
        answer(browser("<sip:a@x.invalid>;expires=100, <sip:b@x.invalid>").with("Expires", "200"));
        assertThat(contacts(answer(browser("<sip:c@x.invalid>", "<sip:d@x.invalid>;expires=nonsense"))))
                .containsExactlyInAnyOrder(
                        "<sip:a@x.invalid>;expires=100",
                        "<sip:b@x.invalid>;expires=200",
                        "<sip:c@x.invalid>;expires=3600",
                        "<sip:d@x.invalid>;expires=3600");
    }

    @Test
    void nobodyIsBoundForMoreThanAnHour() {
        OutgoingResponse reply =
                answer(browser("<sip:a@x.invalid>;expires=7200", "<sip:b@x.invalid>;expires=4294967296000"));

        assertThat(contacts(reply))
                .containsExactlyInAnyOrder("<sip:a@x.invalid>;expires=3600", "<sip:b@x.invalid>;expires=3600");
    }

    @Test
    void withoutAFlowAMinuteIsTheLeast() {
        SampleRequest request = softphone("<sip:alice@192.0.2.1>;expires=59");

        OutgoingResponse reply = answer(proven(request, answer(request), "secret"));

        assertThat(reply.status()).isEqualTo(423);
        assertThat(reply.headers()).containsExactly(new Header("Min-Expires", "60"));
        assertThat(answer(browser("<sip:a@x.invalid>;expires=59")).status()).isEqualTo(200);
    }

    @Test
    void aContactIsRemovedByExpiringItAndAllByAStar() {
        answer(browser("<sip:a@x.invalid>", "<sip:b@x.invalid>", "<sip:c@x.invalid>"));

        assertThat(contacts(answer(browser("<sip:b@x.invalid>;expires=0")))).hasSize(2);
        assertThat(contacts(answer(browser("*").with("Expires", "0")))).isEmpty();
    }

    @Test
    void aStarIsOnlyForRemovingEverything() {
        answer(browser("<sip:a@x.invalid>"));

        assertThat(answer(browser("*")).status()).isEqualTo(400);
        assertThat(answer(browser("*").with("Expires", "60")).status()).isEqualTo(400);
        assertThat(answer(browser("*", "<sip:a@x.invalid>").with("Expires", "0"))
                        .status())
                .isEqualTo(400);
        assertThat(bindings.count(now)).isOne();
    }

    @Test
    void aRegisterThatWasOvertakenChangesNothing() {
        answer(browser("<sip:a@x.invalid>").with("CSeq", "7 REGISTER"));

        assertThat(answer(browser("<sip:a@x.invalid>;expires=0").with("CSeq", "6 REGISTER"))
                        .status())
                .isEqualTo(400);
        assertThat(answer(browser("*").with("Expires", "0").with("CSeq", "7 REGISTER"))
                        .status())
                .isEqualTo(400);
        assertThat(answer(browser("<sip:a@x.invalid>")
                                .with("CSeq", "1 REGISTER")
                                .with("Call-ID", "new"))
                        .status())
                .as("a phone that started again counts from one")
                .isEqualTo(200);
        assertThat(bindings.count(now)).isOne();
    }

    @Test
    void aNewContactOfTheSameInstanceReplacesTheOld() {
        answer(browser("<sip:old@x.invalid>;+sip.instance=\"<urn:uuid:1>\""));

        assertThat(contacts(answer(browser("<sip:new@x.invalid>;+sip.instance=\"<urn:uuid:1>\""))))
                .hasSize(1)
                .allMatch(contact -> contact.startsWith("<sip:new@"));
    }

    @Test
    void proxiesBetweenAreThePathBack() {
        SampleRequest request = softphone("<sip:alice@10.0.0.9>")
                .with("Path", "<sip:edge.example;lr>, <sip:inner.example;lr>")
                .overConnection("f3");

        OutgoingResponse reply = answer(proven(request, answer(request), "secret"));

        assertThat(bindings.find(ALICE, now).get(0).path())
                .containsExactly("<sip:edge.example;lr>", "<sip:inner.example;lr>");
        assertThat(reply.headers()).contains(new Header("Path", "<sip:edge.example;lr>, <sip:inner.example;lr>"));
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThat(answer(browser("<sip:a@x.invalid")).status()).isEqualTo(400);
        assertThat(answer(browser("<mailto:a@x>")).status()).isEqualTo(400);
        assertThat(answer(browser("<sip:a@x>").with("To", "<tel:+1>")).status()).isEqualTo(400);
        assertThat(answer(browser("<sip:a@x>").with("Path", "nonsense").overConnection("f1"))
                        .status())
                .as("a browser's Path is not even read")
                .isEqualTo(200);
    }

    @Test
    void aFullStoreTakesAllContactsOfARequestOrNone() {
        String[] ten = java.util.stream.IntStream.range(0, 10)
                .mapToObj(i -> "<sip:" + i + "@x.invalid>;expires=60")
                .toArray(String[]::new);
        answer(browser(ten[0], ten[1], ten[2], ten[3], ten[4], ten[5], ten[6], ten[7], ten[8]));

        assertThat(answer(browser(ten[9], "<sip:one-too-many@x.invalid>")).status())
                .isEqualTo(503);
        assertThat(bindings.find(ALICE, now)).hasSize(9);
        assertThat(answer(browser(ten[8], ten[9])).status())
                .as("one of them is only refreshed")
                .isEqualTo(200);
    }

    private OutgoingResponse answer(SampleRequest request) {
        return registrar.answer(request.view(), now);
    }

    private SampleRequest browser(String... contacts) {
        return register("sip:tenant_alice@gw.example", contacts).over("f17", ALICE);
    }

    private SampleRequest softphone(String contact) {
        return register("sip:tenant_alice@gw.example", contact);
    }

    private SampleRequest register(String aor, String... contacts) {
        cseq++;
        return SampleRequest.of("REGISTER", "sip:gw.example")
                .with("To", "<" + aor + ">")
                .with("CSeq", cseq + " REGISTER")
                .with("Contact", contacts);
    }

    private SampleRequest proven(SampleRequest request, OutgoingResponse challenge, String password) {
        String answer = DigestAnswer.to(
                        List.of(challenge.headers().get(0).value()),
                        new DigestCredentials("tenant_alice", password),
                        "REGISTER",
                        "sip:gw.example",
                        "0a4f113b")
                .orElseThrow();
        cseq++;
        return request.with("Authorization", answer).with("CSeq", cseq + " REGISTER");
    }

    private static List<String> contacts(OutgoingResponse reply) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.headers().stream()
                .filter(header -> header.name().equals("Contact"))
                .map(Header::value)
                .toList();
    }
}
