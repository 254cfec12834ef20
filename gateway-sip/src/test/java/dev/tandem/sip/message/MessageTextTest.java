package dev.tandem.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageTextTest {

    @Test
    void everyLineOfARepeatedHeaderIsKept() {
        MessageText text = text("OPTIONS sip:a SIP/2.0\r\nContent-Length: 1\r\nl: 2\r\n\r\nbody");

        assertThat(text.headers("content-length")).containsExactly("1", "2");
        assertThat(text.bodyBytes()).isEqualTo(4);
    }

    @Test
    void foldedLinesAreOneValue() {
        MessageText text =
                text("OPTIONS sip:a SIP/2.0\r\nSubject : first\r\n  second\r\n\tthird\r\nTo: <sip:b>\r\n\r\n");

        assertThat(text.headers("Subject")).containsExactly("first second third");
        assertThat(text.headers("t")).isEmpty();
        assertThat(text.headers("to")).containsExactly("<sip:b>");
    }

    @Test
    void lineFeedsAloneAndAMissingEndAreReadAsFarAsTheyGo() {
        MessageText text = text("\r\n\r\nBYE sip:a SIP/2.0\nf: <sip:x>;tag=1\nnonsense\ni: 1@x");

        assertThat(text.startLine()).isEqualTo("BYE sip:a SIP/2.0");
        assertThat(text.headers("From")).containsExactly("<sip:x>;tag=1");
        assertThat(text.headers("Call-ID")).containsExactly("1@x");
        assertThat(text.bodyBytes()).isZero();
    }

    @Test
    void namesOfPeopleAreUtf8() {
        assertThat(text("OPTIONS sip:a SIP/2.0\r\nFrom: \"Jürgen\" <sip:j@x>\r\n\r\n")
                        .headers("From"))
                .containsExactly("\"Jürgen\" <sip:j@x>");
    }

    @Test
    void bytesOfTheBodyAreCountedNotCharacters() {
        assertThat(text("MESSAGE sip:a SIP/2.0\r\n\r\nü").bodyBytes()).isEqualTo(2);
    }

    @Test
    void aHeaderIsFoundInAnySpellingOfItsName() {
        MessageText text = text("BYE sip:a SIP/2.0\r\nCALL-id \t: 1@x\r\nx-Own: 2\r\nM: <sip:m>\r\n: none\r\n\r\n");

        assertThat(text.headers("Call-ID")).containsExactly("1@x");
        assertThat(text.headers("cAlL-iD")).containsExactly("1@x");
        assertThat(text.headers("X-OWN")).containsExactly("2");
        assertThat(text.header("Contact")).contains("<sip:m>");
    }

    @Test
    void anExcerptHasTheHeadersAskedForEachOnOneLineAndNoBody() {
        MessageText text =
                text("INVITE sip:a SIP/2.0\r\nVia: 1\r\nAllow: BYE\r\nv: 2,\r\n 3\r\nTo: \"ü\" <sip:b>\r\n\r\nv=0\r\n");

        assertThat(new String(text.excerpt(Set.of("via", "to")), StandardCharsets.UTF_8))
                .isEqualTo("INVITE sip:a SIP/2.0\r\nvia: 1\r\nvia: 2, 3\r\nto: \"ü\" <sip:b>\r\n\r\n");
    }

    private static MessageText text(String message) {
        return MessageText.of(message.getBytes(StandardCharsets.UTF_8));
    }
}
