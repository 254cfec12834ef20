package dev.tandem.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.exit.ExitCode;
import io.quarkus.runtime.PreventFurtherStepsException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a machine must have. */
class GatewayLifeTest {

    @Test
    void withoutLibopusTheGatewayRefusesToStartAndSaysWhatToInstall() {
        assertThatThrownBy(() -> GatewayLife.refuseWithout(Optional.of("Install it: apt install libopus0")))
                .hasMessage("Install it: apt install libopus0")
                .isInstanceOfSatisfying(
                        PreventFurtherStepsException.class,
                        refused -> assertThat(refused.getExitCode()).isEqualTo(ExitCode.CANNOT_START.number()));
    }

    @Test
    void withItNothingIsSaid() {
        GatewayLife.refuseWithout(Optional.empty());
        assertThat(ExitCode.values()).extracting(ExitCode::number).containsExactly(69, 75, 78);
    }
}
