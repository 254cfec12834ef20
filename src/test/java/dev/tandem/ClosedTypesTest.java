package dev.tandem;

import dev.tandem.testkit.closed.ClosedTypes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Sealed types are asked for their cases so that a new one is noticed. */
class ClosedTypesTest {

    @Test
    void aNewCaseOfASealedTypeIsNoticedWhereverItsCasesAreAskedFor() {
        ClosedTypes.in(
                        Path.of("main/java"),
                        Path.of("../gateway-call/src/main/java"),
                        Path.of("../gateway-sip/src/main/java"),
                        Path.of("../gateway-media/src/main/java"),
                        Path.of("../number-inventory/src/main/java"))
                .check();
    }
}
