package dev.tandem.call;

import dev.tandem.testkit.closed.ClosedTypes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Sealed types are asked for their cases so that a new one is noticed. */
class ClosedTypesTest {

    @Test
    void aNewCaseOfASealedTypeIsNoticedWhereverItsCasesAreAskedFor() {
        ClosedTypes.in(
                        Path.of("src/main/java"),
                        Path.of("../gateway-sip/src/main/java"),
                        Path.of("../gateway-media/src/main/java"))
                .check();
    }
}
