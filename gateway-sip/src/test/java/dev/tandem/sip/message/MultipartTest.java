package dev.tandem.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.message.BodyPart.Handling;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
    private static final String SDP = "Content-Type: application/sdp\r\n\r\nv=0\r\no=- 1 1 IN IP4 192.0.2.1";
    private static final String ISUP = "Content-Type: application/isup; version=itu-t92+\r\n"
            + "Content-Disposition: signal; handling=optional\r\n\r\n\u0001\u0010";

    @Test
    void theDescriptionIsFoundWhereverItStands() {
        for (String body :
                new String[] {mixed(SDP, ISUP), mixed(ISUP, SDP), "preamble\r\n" + mixed(ISUP, SDP) + "epilogue"}) {
            assertThat(message("multipart/mixed;boundary=b1", body).sdp())
                    .as(body)
                    .contains("v=0\r\no=- 1 1 IN IP4 192.0.2.1");
        }
    }

    @Test
    void aBoundaryMayBeQuotedAndLinesMayEndInLineFeedsOnly() {
        assertThat(message("Multipart/Mixed ; Boundary=\"b1\"", mixed(ISUP, SDP).replace("\r\n", "\n"))
                        .sdp())
                .contains("v=0\no=- 1 1 IN IP4 192.0.2.1");
    }

    @Test
    void partsSayWhatTheyAreForAndWhetherTheyMayBePassedOver() {
        String metadata = "Content-Type: application/rs-metadata+xml\r\nContent-Disposition: Recording-Session\r\n"
                + "Content-ID: <m1@example>\r\n\r\n<recording/>";
        IncomingMessage message = message("multipart/mixed;boundary=b1", mixed(SDP, ISUP, metadata));
        assertThat(message.parts())
                .extracting(BodyPart::handling)
                .containsExactly(Handling.NOT_SAID, Handling.OPTIONAL, Handling.NOT_SAID);
        assertThat(message.part("application/rs-metadata+xml"))
                .contains(new BodyPart(
                        "application/rs-metadata+xml",
                        "recording-session",
                        Handling.NOT_SAID,
                        "m1@example",
                        "<recording/>"));
    }

    @Test
    void partsOfPartsAreReadAndOfAlternativesTheLastIsTheBest() {
        String inner =
                "Content-Type: multipart/alternative;boundary=b2\r\n\r\n--b2\r\nContent-Type: application/sdp\r\n\r\nworse\r\n"
                        + "--b2\r\nContent-Type: application/sdp\r\n\r\nbetter\r\n--b2--";
        assertThat(message("multipart/mixed;boundary=b1", mixed(ISUP, inner)).sdp())
                .contains("better");
    }

    @Test
    void aBoundaryThatBeginsLikeAnotherIsNotTheOther() {
        String body = "--b1\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b12\r\nx\r\n--b1--\r\n";
        assertThat(message("multipart/mixed;boundary=b1", body).sdp()).contains("v=0\r\n--b12\r\nx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed",
                "multipart/mixed;boundary=",
                "multipart/mixed;boundary=\"",
                "multipart/mixed;boundary=b3"
            })
    void whatCannotBeCutHasNoParts(String type) {
        assertThat(message(type, mixed(SDP)).parts()).isEmpty();
    }

    @Test
    void aHundredLevelsOrPartsAreTooMany() {
        String nested = SDP;
        for (int level = 0; level < 100; level++) {
            nested = "Content-Type: multipart/mixed;boundary=x" + level + "\r\n\r\n--x" + level + "\r\n" + nested
                    + "\r\n--x" + level + "--";
        }
        assertThat(message("multipart/mixed;boundary=b1", mixed(nested)).parts())
                .isEmpty();
        assertThat(message("multipart/mixed;boundary=b1", ("--b1\r\n" + SDP + "\r\n").repeat(100))
                        .parts())
                .isEmpty();
    }

    @Test
    void theBodyEndsWhereItsLengthSays() {
        IncomingMessage padded = message("application/sdp\r\nContent-Length: 3", "v=0\r\n\0\0");
        assertThat(padded.sdp()).contains("v=0");
        assertThat(message("application/sdp\r\nContent-Length: none", "v=0").sdp())
                .contains("v=0");
        assertThat(message("application/sdpx", "v=0").sdp()).isEmpty();
    }

    private static String mixed(String... parts) {
        return "--b1\r\n" + String.join("\r\n--b1\r\n", parts) + "\r\n--b1--\r\n";
    }

    private static IncomingMessage message(String type, String body) {
        String head = "SIP/2.0 200 OK\r\nContent-Type: " + type + "\r\n\r\n";
        MessageText text = MessageText.of((head + body).getBytes(StandardCharsets.UTF_8));
        return new IncomingResponse(text, 200, "OK", "INVITE", "c", 1, "f", "t", "b", text.body());
    }

    @Test
    void withoutABodyThereIsNoDescription() {
        assertThat(message("application/sdp", "").sdp()).isEqualTo(Optional.empty());
    }
}
