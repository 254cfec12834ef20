package dev.tandem.bench.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.testkit.NodeSuite;
import dev.tandem.testkit.Ports;
import dev.tandem.testkit.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bot's author runs before a call, on the bots below {@code examples/bots}. */
@Tag("interop")
class BotCheckIT {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Path EXAMPLES = CHECKOUT.resolve("examples");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @BeforeAll
    static void dependenciesAreInstalled() throws Exception {
        new NodeSuite(EXAMPLES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acs", "twilio", "jambonz"})
    void aBotThatKeepsToItsDialectIsUnderstood(String dialect) throws Exception {
        int port = Ports.free();
        try (Program bot = bot(dialect, port);
                Program check = check(port, dialect)) {
            assertThat(check.await(PATIENCE, "s of audio")).doesNotContain(" 0.0 s of audio");
            check.await(PATIENCE, "The bot can be understood.");
            assertThat(bot.lines())
                    .anyMatch(line -> line.startsWith("utterance of"))
                    .contains("pressed 5");
        }
    }

    @Test
    void aBotThatBreaksOnAnotherDialectIsTold() throws Exception {
        int port = Ports.free();
        try (Program bot = bot("acs", port);
                Program check = check(port, "twilio")) {
            check.await(PATIENCE, "The connection was lost");
            check.await(PATIENCE, "The bot cannot be understood.");
            assertThat(bot.lines()).contains("connected");
        }
    }

    @Test
    void aBotThatIsNotThereCannotBeReached() throws Exception {
        try (Program check = check(Ports.free(), "acs")) {
            check.await(PATIENCE, "The bot cannot be reached");
        }
    }

    private static Program bot(String dialect, int port) throws Exception {
        List<String> command = List.of("node", "bots/bot.mjs", dialect, Integer.toString(port));
        Program bot = new Program(EXAMPLES, Map.of(), command);
        bot.await(PATIENCE, "bot listens");
        return bot;
    }

    private static Program check(int port, String dialect) throws Exception {
        return new Program(
                CHECKOUT,
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BotCheck.class.getName(),
                        "ws://127.0.0.1:" + port + "/audio",
                        dialect));
    }
}
