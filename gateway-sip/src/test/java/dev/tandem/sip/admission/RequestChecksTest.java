package dev.tandem.sip.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.OutgoingResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestChecksTest {

    private static final String URI = "sip:+13125550100@gw.example";

    private final RequestChecks checks =
            new RequestChecks(List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO"), Set.of("timer"));

    /** One fault each, in an otherwise good INVITE, and what it is answered with. */
    static Stream<Arguments> faults() {
        return Stream.of(
                fault("another version", invite().startLine("INVITE " + URI + " SIP/7.0"), 505),
                fault("no start line at all", invite().startLine("INVITE"), 505),
                fault("no Via", invite().with("Via"), 400),
                fault("no Call-ID", invite().with("Call-ID"), 400),
                fault("no From", invite().with("From"), 400),
                fault("no To", invite().with("To"), 400),
                fault("an empty Call-ID", invite().with("Call-ID", ""), 400),
                fault("no CSeq", invite().with("CSeq"), 400),
                fault("two To", invite().with("To", "<sip:a@b>", "<sip:c@d>"), 400),
                fault("two To on one line", invite().with("To", "<sip:a@b>, <sip:c@d>"), 400),
                fault(
                        "two Content-Length, one compact",
                        invite().with("Content-Length", "0").with("l", "0"),
                        400),
                fault("CSeq of another method", invite().with("CSeq", "1 OPTIONS"), 400),
                fault("CSeq beyond 31 bits", invite().with("CSeq", "2147483648 INVITE"), 400),
                fault("CSeq beyond everything", invite().with("CSeq", "36893488147419103232 INVITE"), 400),
                fault("Max-Forwards above 255", invite().with("Max-Forwards", "300"), 400),
                fault("Max-Forwards used up", invite().with("Max-Forwards", "0"), 483),
                fault("a body shorter than it says", invite().with("Content-Length", "1"), 400),
                fault("a negative length", invite().with("Content-Length", "-999"), 400),
                fault("a quote left open", invite().with("To", "\"J <sip:j@example.com>"), 400),
                fault("no Contact", invite().with("Contact"), 400),
                fault("two Contacts", invite().with("Contact", "<sip:a@b>", "<sip:c@d>"), 400),
                fault("a Contact that is no SIP URI", invite().with("Contact", "<mailto:a@b>"), 400),
                fault("headers in the Request-URI", invite().startLine("INVITE sip:a@b?h=v SIP/2.0"), 400),
                fault("brackets around the Request-URI", invite().startLine("INVITE <sip:a@b> SIP/2.0"), 400),
                fault("a space in the Request-URI", invite().startLine("INVITE sip:a@b; lr SIP/2.0"), 400),
                fault("an unknown scheme", invite().startLine("INVITE nobodyKnows:opaque SIP/2.0"), 416),
                fault("a scheme with marks", invite().startLine("INVITE soap.beep://a/b SIP/2.0"), 416),
                fault("an unknown extension", invite().with("Require", "timer, foo", "bar"), 420),
                fault("an unknown extension of proxies", invite().with("Proxy-Require", "foo"), 420),
                fault("a body we cannot read", invite().body("application/x-y", "."), 415),
                fault("a body of no type", invite().body("", "."), 415),
                fault(
                        "a part nobody can read but somebody must",
                        parts("Content-Disposition: x;handling=required"),
                        415),
                fault("parts without a boundary", invite().body("multipart/mixed", "--b\r\n\r\nx\r\n--b--"), 400),
                fault("a telephone number that is none", invite().startLine("INVITE tel:alice SIP/2.0"), 400),
                fault(
                        "a session refreshed too often",
                        invite().with("Session-Expires", "60").with("Supported", "100rel, timer"),
                        422),
                fault("a compressed body", sdp().with("Content-Encoding", "gzip"), 415),
                fault("no way to answer", invite().with("Accept", "text/plain"), 406),
                fault("a method we know", SampleRequest.of("SUBSCRIBE", URI), 405),
                fault("a method nobody knows", SampleRequest.of("NEWMETHOD", URI), 501));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("faults")
    void aRequestWithOneFaultIsRefused(String fault, SampleRequest request, int status) {
        OutgoingResponse reply = checks.refusal(request.view()).orElseThrow();

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.phrase()).matches("[A-Z][A-Za-z -]+");
    }

    static Stream<Arguments> tolerable() {
        return Stream.of(
                good("a plain INVITE", invite()),
                good("one with an offer", sdp()),
                good("one with parameters in the type", invite().body("Application/SDP ; charset=utf-8", ".")),
                good("a part that may be passed over", parts("Content-Disposition: signal; handling=optional")),
                good("a part of which nothing is said", parts("Content-ID: <location>")),
                good(
                        "a body that may be passed over",
                        invite().body("application/x", ".").with("Content-Disposition", "signal;handling=optional")),
                good("a telephone number", invite().startLine("INVITE tel:+1-425-555-0100;npdi SIP/2.0")),
                good("an unquoted name", invite().with("From", "DOE,JOHN: a@b <sip:+1@b>;tag=1")),
                good("a short session of who knows no timers", invite().with("Session-Expires", "60")),
                good("extensions we know", invite().with("Require", "timer")),
                good("anything acceptable", invite().with("Accept", "text/plain, application/*;q=0.2")),
                good("padding behind the body", sdp().with("Content-Length", "2")),
                good("an empty line where no body is", invite().body("", "\r\n").with("Content-Length", "0")),
                good("no Max-Forwards, as in RFC 2543", invite().with("Max-Forwards")),
                good("a telephone number as sender", invite().with("From", "<tel:+13125550199>;tag=1")),
                good("OPTIONS that ends here", SampleRequest.of("OPTIONS", URI).with("Max-Forwards", "0")),
                good("OPTIONS without Contact", SampleRequest.of("OPTIONS", URI).with("Contact")),
                good("a digit", SampleRequest.of("INFO", URI).body("application/dtmf-relay", "Signal=1")),
                good(
                        "CANCEL may not be refused for extensions",
                        SampleRequest.of("CANCEL", URI).with("Require", "foo")),
                good(
                        "BYE with a body nobody reads",
                        SampleRequest.of("BYE", URI).body("text/plain", "bye")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tolerable")
    void whatIsUnusualButRightPasses(String what, SampleRequest request) {
        assertThat(checks.refusal(request.view())).isEmpty();
    }

    @Test
    void theRefusalSaysWhatWouldHaveDone() {
        assertThat(headers(invite().with("Require", "timer, foo", "bar")))
                .containsExactly(new Header("Unsupported", "foo, bar"));
        assertThat(headers(invite().body("text/plain", ".")))
                .containsExactly(new Header("Accept", "application/sdp, multipart/mixed"));
        assertThat(headers(SampleRequest.of("PUBLISH", URI)))
                .containsExactly(new Header("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO"));
    }

    private List<Header> headers(SampleRequest request) {
        return checks.refusal(request.view()).orElseThrow().headers();
    }

    private static SampleRequest invite() {
        return SampleRequest.of("INVITE", URI);
    }

    private static SampleRequest sdp() {
        return invite().body("application/sdp", "v=0\r\n");
    }

    /** An offer, and a part of a type that nobody knows. */
    private static SampleRequest parts(String header) {
        return invite().body(
                        "multipart/mixed; boundary=b",
                        "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b\r\nContent-Type: application/x\r\n"
                                + header + "\r\n\r\nx\r\n--b--\r\n");
    }

    private static Arguments fault(String what, SampleRequest request, int status) {
        return Arguments.of(what, request, status);
    }

    private static Arguments good(String what, SampleRequest request) {
        return Arguments.of(what, request);
    }
}
