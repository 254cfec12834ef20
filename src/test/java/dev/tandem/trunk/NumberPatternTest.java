package dev.tandem.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.route.NumberPattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberPatternTest {

    @Test
    void aPatternIsFoundAnywhereUnlessItIsAnchored() {
        assertThat(matches("425", "+14255550123")).isTrue();
        assertThat(matches("^425", "+14255550123")).isFalse();
        assertThat(matches("^\\+1(425|206)\\d{7}$", "+14255550123")).isTrue();
        assertThat(matches(".*", "+4930901820")).isTrue();
    }

    @Test
    void thePatternOfAzuresOwnTestsIsUnderstood() {
        assertThat(NumberPattern.parse("^+[1-9][0-9]{3,23}$")).isPresent();
    }

    @Test
    void malformedEmptyAndOverlongPatternsAreRefused() {
        for (String text : List.of("", "(", "[", "a{2,1}", "x".repeat(1025))) {
            assertThat(NumberPattern.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void aPatternThatBacktracksWithoutEndIsRefused() {
        for (String text : List.of(".*.*.*.*.*.*.*.*x", "^(\\+?(\\d+)*)*$x", "(.*)*(.*)*(.*)*(.*)*y")) {
            assertThat(NumberPattern.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void anOverlongNumberMatchesNothing() {
        assertThat(matches(".*", "1".repeat(65))).isFalse();
    }

    private static boolean matches(String pattern, String number) {
        return NumberPattern.parse(pattern).orElseThrow().matches(number);
    }
}
