package dev.tandem.bench.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.bench.hostile.Reception.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Way WHOLE = new Way(3_000, 2_990, 79_000_000);
    private static final NewCall UP = new NewCall("+13125550001", 40, 1);
    private static final Map<String, Optional<Long>> ANSWERED = Map.of("SIP", Optional.of(3L));

    @Test
    void aGatewayThatKeptItsCallAndItsAnswersSurvived() {
        assertThat(Verdict.failings(seen(WHOLE, ANSWERED, UP, vitals(150), Optional.empty())))
                .isEmpty();
    }

    @Test
    void aCallThatLostMoreThanHalfAPercentIsADeath() {
        Way lossy = new Way(3_000, 2_984, 60_000_000);
        assertThat(Verdict.failings(seen(lossy, ANSWERED, UP, vitals(100), Optional.empty())))
                .containsExactly("call lost 0.5 % of its packets");
    }

    @Test
    void aGapOfMoreThan80MillisecondsIsADeath() {
        Way gap = new Way(3_000, 3_000, 81_000_000);
        assertThat(Verdict.failings(seen(gap, ANSWERED, UP, vitals(100), Optional.empty())))
                .containsExactly("a gap of 81 ms");
    }

    @Test
    void whatIsSilentAfterTheEndIsNamed() {
        assertThat(Verdict.failings(seen(WHOLE, Map.of("REST", Optional.empty()), UP, vitals(100), Optional.empty())))
                .containsExactly("REST silent for a second after the end");
    }

    @Test
    void aCallThatDoesNotComeUpAfterwardsIsADeath() {
        NewCall none = new NewCall("+13125550001", -1, 0);
        assertThat(Verdict.failings(seen(WHOLE, ANSWERED, none, vitals(100), Optional.empty())))
                .containsExactly("new call afterwards: none in 5 s");
    }

    @Test
    void aHeapThatDoesNotComeBackIsADeath() {
        assertThat(Verdict.failings(seen(WHOLE, ANSWERED, UP, vitals(152), Optional.empty())))
                .containsExactly("heap MB 100 before, 152 half a minute after");
    }

    @Test
    void ofAProcessThatIsGoneOnlyItsLastWordsAreSaid() {
        assertThat(Verdict.failings(
                        seen(WHOLE, Map.of("REST", Optional.empty()), UP, vitals(100), Optional.of("exit 3"))))
                .containsExactly("process gone: exit 3");
    }

    private static Observed seen(
            Way there, Map<String, Optional<Long>> answers, NewCall after, Vitals later, Optional<String> death) {
        return new Observed(
                death, List.of(there, WHOLE), false, answers, Optional.empty(), after, true, vitals(100), later, 512);
    }

    private static Vitals vitals(int heap) {
        return new Vitals(OptionalInt.of(heap), OptionalInt.of(70), OptionalInt.of(700));
    }
}
