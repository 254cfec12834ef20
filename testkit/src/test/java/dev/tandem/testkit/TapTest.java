package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TapTest {

    private static final String RUN = """
            TAP version 13
            # Subtest: a number is bought
            ok 1 - a number is bought
              ---
              duration_ms: 1.4
              type: 'test'
              ...
            # Subtest: issue \\# 2
            not ok 2 - issue \\# 2
              ---
              error: |-
                Expected values to be strictly equal:
                1 !== 2
              ...
            1..2
            # fail 1
            """;

    @Test
    void everyCaseIsReadAndAFailedOneSaysWhy() {
        List<NodeSuite.Case> cases = Tap.read(RUN.lines().toList());

        assertThat(cases).extracting(NodeSuite.Case::name).containsExactly("a number is bought", "issue # 2");
        assertThat(cases.get(0).failure()).isEmpty();
        assertThat(cases.get(1).failure())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("1 !== 2").doesNotContain("# fail"));
    }

    @Test
    void aCaseThatWasSkippedProvesNothing() {
        List<NodeSuite.Case> cases =
                Tap.read(List.of("ok 1 - calls ring # SKIP no carrier", "not ok 2 - later # TODO"));

        assertThat(cases).extracting(NodeSuite.Case::name).containsExactly("calls ring", "later");
        assertThat(cases.get(0).failure()).contains("SKIP no carrier");
        assertThat(cases.get(1).failure()).contains("TODO");
    }
}
