package dev.tandem.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameAddrTest {

    @Test
    void quotesEscapesAndParametersAreResolved() {
        assertThat(NameAddr.parse("\"A \\\"b\\\" <c>, d\" <sip:e@f;lr> ; Tag = 1;x=\"y;z\";flag"))
                .hasValue(new NameAddr("A \"b\" <c>, d", "sip:e@f;lr", Map.of("tag", "1", "x", "y;z", "flag", "")));
    }

    @Test
    void withoutBracketsTheParametersAreTheHeaders() {
        assertThat(NameAddr.parse("sip:a@b;tag=1")).hasValue(new NameAddr("", "sip:a@b", Map.of("tag", "1")));
        assertThat(NameAddr.parse("isbn:2983792873")).hasValue(new NameAddr("", "isbn:2983792873", Map.of()));
    }

    @Test
    void aListIsCutAtCommasOutsideQuotesAndBrackets() {
        assertThat(NameAddr.parseList("\"x, y\" <sip:a,b@c>, <sip:d@e>;q=0.5 , sip:f@g")
                        .orElseThrow())
                .extracting(NameAddr::uri)
                .containsExactly("sip:a,b@c", "sip:d@e", "sip:f@g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOE,JOHN", "Support: a@b", "Bell; Alexander", "O'Brien Inc."})
    void aNameThatShouldHaveBeenQuotedIsReadWhereNothingElseCanBeMeant(String name) {
        assertThat(NameAddr.parse(name + " <sip:a@b>;tag=1"))
                .hasValue(new NameAddr(name, "sip:a@b", Map.of("tag", "1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "\"Mr. J. User <sip:j.user@example.com>",
                "sip:x@y, <sip:a@b>",
                "TEL:+1, x <sip:a@b>",
                "a, b <sip:a@b>, <sip:c@d>",
                "\"Watson\" < sip:t.watson@example.org >",
                "sip:user@example.com?Route=%3Csip:sip.example.com%3E",
                "\"Joe\" <sip:joe@example.org>;;;;",
                "<sip:a@b>;tag=1;tag=2",
                "<sip:a@b>;tag=",
                "<sip:a@b",
                "<sip:a@b>>",
                "<>",
                "<sip:a@b>,",
                "<sip:a@b> <sip:c@d>"
            })
    void whatIsMalformedIsNone(String value) {
        assertThat(NameAddr.parse(value)).isEmpty();
    }
}
