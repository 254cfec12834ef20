package dev.tandem.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipUriTest {

    @Test
    void aUriFallsIntoItsParts() {
        assertThat(SipUri.parse("SIP:alice:secret@Example.COM:5070;transport=tcp?Subject=x"))
                .hasValue(new SipUri("sip", "alice", "example.com", 5070, ";transport=tcp", "Subject=x"));
        assertThat(SipUri.parse("sips:[2001:DB8::10]:5061;lr"))
                .hasValue(new SipUri("sips", "", "[2001:db8::10]", 5061, ";lr", ""));
    }

    /** RFC 4475, section 3.1.1.2 and 3.1.1.13: what looks like parameters belongs to the user. */
    @Test
    void aUserMayLookLikeParametersAndHeaders() {
        assertThat(SipUri.parse("sip:user;par=u%40example.net@example.com")
                        .orElseThrow()
                        .user())
                .isEqualTo("user;par=u@example.net");
        assertThat(SipUri.parse("sip:isn't+it$/crazy?,/;;*:&it@example.com")
                        .orElseThrow()
                        .user())
                .isEqualTo("isn't+it$/crazy?,/;;*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sip:",
                "sip",
                "tel:+1",
                "sip:@example.com",
                "sip:a@b@c",
                "sip:a@",
                "sip:a%4@example.com",
                "sip:a%zz@example.com",
                "sip:user@example.com; lr",
                "<sip:a@example.com>",
                "sip:a@example.com:0",
                "sip:a@example.com:65536",
                "sip:a@example.com:",
                "sip:a@[::1",
                "sip:a@[]",
                "sip:a@ex ample",
                "sip:a@example.com?"
            })
    void whatIsNotASipUriIsNone(String text) {
        assertThat(SipUri.parse(text)).isEmpty();
    }
}
