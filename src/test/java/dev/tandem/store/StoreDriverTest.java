package dev.tandem.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;

/** What the driver has to see to before a database is opened. */
class StoreDriverTest {

    /** In a process of its own: tests run with every assertion on, gateways with none. */
    @Test
    void aThreadThatMeetsH2WhileItShutsItsFileIsToldSoAndDoesNotTurnInACircleForEver() throws Exception {
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Gateway.class.getName())
                .redirectErrorStream(true)
                .start();

        assertThat(gateway.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(gateway.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("asserting: true");
    }

    /** As little of one as this takes. */
    static final class Gateway {

        private Gateway() {}

        /** Says whether H2's file checks itself. */
        public static void main(String[] none) {
            new StoreDriver();
            System.out.println("asserting: " + MVStore.class.desiredAssertionStatus());
        }
    }
}
