package dev.tandem.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelephoneSubscriberTest {

    @ParameterizedTest
    @CsvSource({
        "+14255550100;npdi;rn=+12065550000, +14255550100",
        "+14255550100;cic=+10288, +14255550100",
        "+14255550100;tgrp=tg1;trunk-context=example.com, +14255550100",
        "+14255550100;ext=22;isub=1;postd=pp33, +14255550100",
        "+14255550100;phone-context=example.com, +14255550100",
        "4255550100;phone-context=+1, +14255550100",
        "4255550100;phone-context=example.com, 4255550100",
        "resource_user, resource_user",
        "desk;phone-context=+1, desk"
    })
    void theNumberIsWhatStandsBeforeTheParameters(String user, String number) {
        assertThat(TelephoneSubscriber.of(user).number()).isEqualTo(number);
    }

    @Test
    void theParametersCanBeAskedFor() {
        assertThat(TelephoneSubscriber.of("+14255550100;NPDI;rn=+12065550000").parameters())
                .containsEntry("npdi", "")
                .containsEntry("rn", "+12065550000");
    }

    @Test
    void aTelUriMayHaveSeparators() {
        assertThat(TelephoneSubscriber.ofTelUri("TEL:+1-425-555.0100;npdi")
                        .orElseThrow()
                        .number())
                .isEqualTo("+14255550100");
        assertThat(TelephoneSubscriber.ofTelUri("tel:863-1234;phone-context=+1-914-555")
                        .orElseThrow()
                        .number())
                .isEqualTo("+19145558631234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tel:", "tel:+", "tel:;x", "tel:alice", "sip:+1@example.com", "tel:+1@example.com"})
    void whatNamesNoNumberIsNone(String uri) {
        assertThat(TelephoneSubscriber.ofTelUri(uri)).isEmpty();
    }
}
