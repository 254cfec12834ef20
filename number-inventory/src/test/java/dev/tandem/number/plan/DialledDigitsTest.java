package dev.tandem.number.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.E164;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialledDigitsTest {

    @ParameterizedTest
    @CsvSource({
        "US, 4255550100, +14255550100",
        "US, 14255550100, +14255550100",
        "US, (425) 555-0100, +14255550100",
        "US, 011442079460123, +442079460123",
        "US, 00442079460123, +442079460123",
        "US, 442079460123, +442079460123",
        "US, +442079460123, +442079460123",
        "GB, 02079460123, +442079460123",
        "GB, 2079460123, +442079460123",
        "GB, 442079460123, +442079460123",
        "GB, 0014255550100, +14255550100",
        "GB, 14255550100, +14255550100",
        "IT, 0656851242, +390656851242",
        "IT, 390656851242, +390656851242",
        "DE, 030123456, +4930123456",
        "AU, 0011442079460123, +442079460123"
    })
    void aNumberIsReadAsItIsDialledInItsCountry(String country, String dialled, String number) {
        assertThat(DialledDigits.e164(dialled, country)).contains(new E164(number));
    }

    @ParameterizedTest
    @CsvSource({"US, 911", "US, 1001", "US, alice", "US, ''", "US, +1", "US, *67", "DE, 110", "XX, 12"})
    void whatMayBeACodeOrIsNoNumberStaysAsItIs(String country, String dialled) {
        assertThat(DialledDigits.e164(dialled, country)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'9999999999999999999999999999999999'", "'000000000000000'", "'00000000'"})
    void whatIsNoNumberAnywhereIsNone(String dialled) {
        assertThat(DialledDigits.e164(dialled, "US")).isEmpty();
    }
}
