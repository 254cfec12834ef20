package dev.tandem.sip.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.SampleDirectory;
import dev.tandem.sip.auth.DigestAnswer;
import dev.tandem.sip.auth.DigestRealm;
import dev.tandem.sip.message.MessageText;
import dev.tandem.sip.message.NameAddr;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.message.SipUri;
import dev.tandem.sip.registrar.InMemoryBindings;
import dev.tandem.sip.registrar.Registrar;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes arrive: nothing is thrown, nothing takes long, nothing of theirs gets into a reason phrase. */
class HostileInputTest {

    private static final long SEED = 4475;
    private static final int MESSAGES = 5_000;
    private static final Instant NOW = Instant.EPOCH;
    private static final AddressOfRecord ALICE = new AddressOfRecord("t", "a");

    private static final String SEEDED =
            "INVITE sip:t_a@[::1]:5060;lr?h=v SIP/2.0\r\nVia: SIP/2.0/UDP x;branch=z9hG4bK\r\n"
                    + "f: \"A \\\" b\" <sip:t_a@b;p>;tag=1\r\nTo: <sip:t_a@h>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n"
                    + "Contact: <sip:a@b>;expires=10;+sip.instance=\"<urn:x>\", *\r\nExpires: 0\r\nPath: <sip:p;lr>\r\n"
                    + "Proxy-Authorization: Digest username=\"t_a\", realm=\"gw\", nonce=\"00\", uri=\"u\", response=\"1\","
                    + " qop=auth, nc=00000001\r\nAuthorization: Digest realm=\"gw\"\r\nAccept: */*\r\nRequire: x\r\n"
                    + "P-Asserted-Identity: <tel:+1-2;x>\r\nPrivacy: none\r\nContent-Length: 43\r\n"
                    + "c: multipart/mixed;boundary=b\r\n\r\n--b\r\nc: application/sdp\r\n\r\nv=0\r\n--b--\r\n";

    private final DigestRealm realm = new DigestRealm("gw", new byte[16]);
    private final SampleDirectory directory = new SampleDirectory()
            .user(ALICE, "p")
            .digestTrunk("pbx", "pbx", "p")
            .trunk("c", "10.0.0.0/8");
    private final RequestChecks checks = new RequestChecks(List.of("INVITE", "REGISTER"), Set.of("timer"));
    private final InviteAdmission admission = new InviteAdmission(directory, realm);
    private final Registrar registrar = new Registrar(directory, new InMemoryBindings(100), realm);

    @Test
    void noMessageMakesAnythingThrow() {
        Random random = new Random(SEED);
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < MESSAGES; i++) {
                byte[] message = i % 4 == 0 ? noise(random, 400) : mutated(random);
                decideEverything(MessageText.of(message), i);
            }
        });
    }

    private void decideEverything(MessageText text, int i) {
        InetSocketAddress source = new InetSocketAddress(i % 2 == 0 ? "10.0.0.1" : "192.0.2.1", 5060);
        RequestText stranger = text.asRequest(source, "udp", Optional.empty(), Optional.empty());
        RequestText browser = text.asRequest(source, "ws", Optional.of("f1"), Optional.of(ALICE));
        assertThatCode(() -> {
                    checks.refusal(stranger).ifPresent(HostileInputTest::assertHarmless);
                    assertHarmless(registrar.answer(stranger, NOW));
                    assertHarmless(registrar.answer(browser, NOW));
                    assertHarmless(admission.admit(stranger, NOW));
                    assertHarmless(admission.admit(browser, NOW));
                })
                .as("message %d of seed %d", i, SEED)
                .doesNotThrowAnyException();
    }

    private static void assertHarmless(Admission admission) {
        if (admission instanceof Admission.Refused refused) {
            assertHarmless(refused.response());
        }
        if (admission instanceof Admission.Admitted admitted) {
            assertThat(admitted.callerNumber() + admitted.callerName()).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    private static void assertHarmless(OutgoingResponse reply) {
        assertThat(reply.phrase()).matches("[A-Za-z0-9 .:'-]+");
        reply.headers().forEach(header -> assertThat(header.value()).doesNotContain("\r", "\n"));
    }

    /** Parsers whose time grew with the square of the length would take minutes for these. */
    static Stream<String> tedious() {
        return Stream.of(
                        "a",
                        "\"",
                        "\\",
                        "<",
                        ">",
                        ",",
                        ";",
                        ";a",
                        ";a=",
                        "=",
                        "%",
                        "%41",
                        " ",
                        "\t ",
                        "\r\n ",
                        "@",
                        ":",
                        "a,",
                        "<sip:a@b>,",
                        "Digest ",
                        "x=1,",
                        "-")
                .map(part -> part.repeat(65_000 / part.length()));
    }

    @ParameterizedTest
    @MethodSource("tedious")
    void longInputIsRefusedOrReadInNoTime(String text) {
        List<Consumer<String>> readers = List.of(
                SipUri::parse,
                uri -> SipUri.parse("sip:" + uri),
                NameAddr::parse,
                value -> NameAddr.parseList("<sip:a@b>" + value),
                value -> realm.verify(List.of("Digest " + value), "INVITE", "x", name -> Optional.empty(), NOW),
                value -> DigestAnswer.to(
                        List.of("Digest " + value), new DigestCredentials("a", "b"), "INVITE", "sip:x", "c"),
                value -> decideEverything(MessageText.of(value.getBytes(StandardCharsets.UTF_8)), 0),
                value -> decideEverything(inEveryHeader(value), 0));

        assertTimeout(Duration.ofSeconds(2), () -> readers.forEach(reader -> reader.accept(text)));
    }

    private static MessageText inEveryHeader(String value) {
        String message = SEEDED.replaceAll("(?m)^([\\w-]+: ).*$", "$1") // names only
                .replace(": ", ": " + value.replaceAll("[\r\n]+", "\r\n "));
        return MessageText.of(message.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[random.nextInt(length)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A few changes to a message that reaches deep: bytes flipped, dropped, doubled, pieces repeated. */
    private static byte[] mutated(Random random) {
        StringBuilder text = new StringBuilder(SEEDED);
        if (random.nextBoolean()) {
            text.replace(0, 6, "REGISTER");
        }
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, "\"\\<>,;:=@?% \r\n\t".charAt(random.nextInt(15)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
