package dev.tandem.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.speech.EspeakProgram.Output;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bounds of the program, seen with a shell in its place. */
class EspeakProgramTest {

    private static final int OCTETS_MAX = 1_000;

    @Test
    void textGoesInAndSoundComesOut() throws Exception {
        Output output = shell(Duration.ofSeconds(20), "cat");

        assertThat(output.fault()).isEmpty();
        assertThat(StandardCharsets.UTF_8.decode(output.octets()).toString()).isEqualTo("Grüße");
    }

    @Test
    void endlessSoundIsCutOff() throws Exception {
        assertThat(shell(Duration.ofSeconds(60), "yes").fault()).contains("longer than 1000 octets");
    }

    @Test
    void whatNeverEndsIsEnded() throws Exception {
        assertThat(shell(Duration.ofMillis(200), "sleep 600 & sleep 600").fault())
                .contains("took more than");
    }

    @Test
    void whatFailsHasSpokenNothing() throws Exception {
        assertThat(shell(Duration.ofSeconds(20), "echo half; exit 3").fault()).contains("could not speak");
        assertThat(shell(Duration.ofSeconds(20), "exit 0").fault()).contains("could not speak");
    }

    @Test
    void secretsOfTheEnvironmentStayHere() throws Exception {
        Output output = shell(Duration.ofSeconds(20), "env | cut -d= -f1 | grep -vE '^(PWD|SHLVL|_|OLDPWD)$'");

        assertThat(StandardCharsets.UTF_8.decode(output.octets()).toString().lines())
                .isSubsetOf("PATH", "LD_LIBRARY_PATH", "ESPEAK_DATA_PATH");
    }

    private static Output shell(Duration patience, String script) throws Exception {
        return new EspeakProgram("sh", patience, OCTETS_MAX).run(List.of("-c", script), "Grüße");
    }
}
