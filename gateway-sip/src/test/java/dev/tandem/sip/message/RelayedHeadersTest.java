package dev.tandem.sip.message;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayedHeadersTest {

    @ParameterizedTest
    @ValueSource(strings = {"Via", "contact", "Authorization", "Content-Length", "P-Asserted-Identity", "Diversion"})
    void whatBelongsToOneLegCannotBeLetThrough(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RelayedHeaders(List.of("X-Id", name)))
                .withMessageContaining(name)
                .withMessageContaining("tandem.sip.pass-headers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v", "X Y", "X:Y", "X\r\nVia"})
    void whatIsNoNameCannotEither(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RelayedHeaders(List.of(name)));
    }
}
