package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.message.MessageText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The messages of RFC 4475 and RFC 5118 against an endpoint that listens. Who is called is busy: 486 shows that an INVITE got through; 401 shows the same of a REGISTER.
 */
class TortureTest {

    private static final Path MESSAGES = Path.of("src/test/resources/torture");

    /** What each message is answered with; {@code -}: with nothing. Where the RFCs leave a choice, ours. */
    private static final Map<String, String> ANSWERS = table("""
            rfc 4475, 3.1.1, valid:
            wsinv 481, intmeth 501, esc01 486, escnull 401, esc02 501, lwsdisp 200, longreq 486, dblreq 401,
            semiuri 200, transports 200, mpart01 405, unreason -, noreason -

            3.1.2, invalid, though lwsstart and trws are plain enough to be understood:
            badinv01 400, clerr 400, ncl 400, scalar02 400, scalarlg -, quotbal 400, ltgtruri 400, lwsruri 400,
            lwsstart 486, trws 200, escruri 400, baddate 486, regbadct 401, badaspec 400, baddn 200, badvers 505,
            mismatch01 400, mismatch02 400, bigcode -

            3.2 and 3.3, transactions and the user agent:
            badbranch 200, insuf 400, unkscm 416, novelsc 416, unksm2 400, bext01 420, invut 415, regaut01 401,
            multi01 400, mcl01 400, bcast -, zeromf 200, cparam01 401, cparam02 401, regescrt 401, sdp01 406

            3.4, RFC 2543, whose INVITE could do without a Contact:
            inv2543 400

            rfc 5118:
            rfc5118/ipv6-good 401, rfc5118/ipv6-bad 400, rfc5118/port-ambiguous 401, rfc5118/port-unambiguous 401,
            rfc5118/via-received-param-with-delim 200, rfc5118/via-received-param-no-delim 200,
            rfc5118/ipv6-in-sdp 486, rfc5118/mult-ip-in-header 486, rfc5118/mult-ip-in-sdp 486,
            rfc5118/ipv4-mapped-ipv6 486, rfc5118/ipv6-bug-abnf-3-colons 200
            """);

    private static BusyEndpoint endpoint;

    @BeforeAll
    static void listen() throws IOException {
        endpoint = new BusyEndpoint();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    @Test
    void everyMessageIsAccountedFor() throws IOException {
        try (Stream<Path> files = Files.walk(MESSAGES)) {
            assertThat(files.map(file -> MESSAGES.relativize(file).toString())
                            .filter(name -> name.endsWith(".dat"))
                            .map(name -> name.substring(0, name.length() - 4)))
                    .containsExactlyInAnyOrderElementsOf(ANSWERS.keySet());
        }
    }

    static Stream<String> names() {
        return ANSWERS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aMessageGetsItsAnswerAndTheNextOneToo(String name) throws IOException {
        String message = new String(Files.readAllBytes(MESSAGES.resolve(name + ".dat")), StandardCharsets.ISO_8859_1);
        MessageText text = MessageText.of(message.getBytes(StandardCharsets.ISO_8859_1));
        // Of the same Call-ID, so that it is handled after the message: an answer to nothing would come before.
        String callId = text.headers("Call-ID").stream().findFirst().orElse("none");
        try (RawPeer peer = RawPeer.to(endpoint.port(), overTcp(text))) {
            long discardedBefore = discarded();
            peer.send(withBranchOfItsOwn(name, message));
            if (ANSWERS.get(name).equals("-")) {
                peer.send(RawPeer.options(callId, overTcp(text)));
                assertThat(status(peer.receive()))
                        .as("first answer after a message to discard")
                        .isEqualTo("200");
                assertThat(discarded()).as("discarded, but counted").isEqualTo(discardedBefore + 1);
            } else {
                assertThat(status(finalAnswer(peer))).isEqualTo(ANSWERS.get(name));
            }
        }
        try (RawPeer peer = RawPeer.to(endpoint.port(), false)) {
            peer.send(RawPeer.options(callId, false));
            assertThat(status(peer.receive())).as("OPTIONS afterwards").isEqualTo("200");
        }
    }

    private static long discarded() {
        SipCounters counters = endpoint.counters();
        return counters.malformed() + counters.dropped();
    }

    private static MessageText finalAnswer(RawPeer peer) throws IOException {
        MessageText answer = peer.receive();
        while (status(answer).startsWith("1")) {
            answer = peer.receive();
        }
        assertThat(answer.startLine())
                .as("our own words, none of a parser's")
                .matches("SIP/2\\.0 [2-6]\\d\\d [A-Z][A-Za-z /-]+");
        return answer;
    }

    private static String status(MessageText answer) {
        return answer.startLine().split(" ", 3)[1];
    }

    private static boolean overTcp(MessageText text) {
        return text.headers("Via").get(0).replaceAll("\\s", "").matches("(?i)SIP/[\\d.]+/(TCP|TLS).*");
    }

    /** Several of the messages share a branch; badbranch is about having none behind the cookie. */
    private static String withBranchOfItsOwn(String name, String message) {
        return name.equals("badbranch")
                ? message
                : message.replaceFirst("(branch\\s*=\\s*[^;,\\s]+)", "$1-" + name.replaceAll("\\W", "-"));
    }

    private static Map<String, String> table(String text) {
        return Arrays.stream(text.split("[,\n]"))
                .map(String::strip)
                .filter(entry -> entry.matches("[\\w/-]+ (\\d{3}|-)"))
                .map(entry -> entry.split(" "))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a, TreeMap::new));
    }
}
