package dev.tandem.number.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.E164;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "+882161000000, international network",
        "+8835100012345, international network",
        "+881612345678, satellite",
        "+870773123456, satellite",
        "+87812345678901, universal personal",
        "+979123456789, international premium rate",
        "+80812345678, international shared cost",
        "+88812345678, international network",
        "+99912345678, unassigned",
        "+21012345678, unassigned",
        "+19002345678, premium rate",
        "+449098790000, premium rate",
        "+491805123456, shared cost",
        "+33899123456, premium rate"
    })
    void whatIsDearIsKnown(String number, String kind) {
        assertThat(kind(number)).isEqualTo(Optional.ofNullable(kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12025550188",
                "+15550100123",
                "+442079460000",
                "+8801712345678",
                "+886212345678",
                "+80012345678",
                "+61491570156",
                "+18005551234"
            })
    void everydayNumbersAreOrdinary(String number) {
        assertThat(kind(number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+4490987900001", "+44909879000012", "+190023456789"})
    void moreDigitsMakeAPremiumNumberNoOther(String number) {
        assertThat(kind(number)).contains("premium rate");
    }

    private static Optional<String> kind(String number) {
        return SpecialNumbers.kind(E164.parse(number).orElseThrow());
    }
}
