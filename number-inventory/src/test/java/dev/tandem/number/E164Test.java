package dev.tandem.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.number.plan.NumberingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class E164Test {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "+", "12065550100", "+0206555010", "+120655", "+1234567890123456", "+1 206 5550100", "+1२06"
            })
    void whatIsNotANumberIsNotRead(String text) {
        assertThat(E164.parse(text)).isEmpty();
        assertThatThrownBy(() -> new E164(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countingUpKeepsThePlus() {
        assertThat(new E164("+12065550199").plus(1)).isEqualTo(new E164("+12065550200"));
    }

    /** Most of these are for fiction, which the numbering plans call invalid. */
    @ParameterizedTest
    @CsvSource({
        "+12065550100,US,206",
        "+14165550100,CA,416",
        "+18005550100,US,800",
        "+442079460000,GB,20",
        "+441214960000,GB,121",
        "+447700900123,GB,7700",
        "+448081570000,GB,808",
        "+61255500000,AU,2",
    })
    void countryAndAreaCodeComeFromTheNumber(String number, String country, String areaCode) {
        assertThat(NumberingPlan.country(new E164(number))).contains(country);
        assertThat(NumberingPlan.areaCode(new E164(number))).isEqualTo(areaCode);
    }

    @Test
    void aCallingCodeNobodyHasHasNoCountry() {
        assertThat(NumberingPlan.country(new E164("+2105550100"))).isEmpty();
    }
}
