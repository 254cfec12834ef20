package dev.tandem.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.principal.Anonymous;
import dev.tandem.principal.OperationFamily;
import dev.tandem.principal.Permission;
import dev.tandem.principal.Requires;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read off a resource method at start, and what stops the start. */
class OperationTest {

    @Test
    void whatAMethodRequiresStandsOnIt() {
        assertThat(read("marked"))
                .isEqualTo(new Operation(
                        "POST",
                        "/phoneNumbers/{number}:buy",
                        Optional.of(Permission.NUMBERS),
                        OperationFamily.NUMBERS,
                        false));
        assertThat(read("open").required()).isEmpty();
    }

    @Test
    void aMethodThatDoesNotSayWhoMayCallItStopsTheStart() {
        assertThatThrownBy(() -> read("unmarked"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unmarked")
                .hasMessageContaining("@Requires or @Anonymous");
    }

    @Test
    void soDoesOneThatSaysBoth() {
        assertThatThrownBy(() -> read("undecided")).hasMessageContaining("either @Requires or @Anonymous");
    }

    @Test
    void whatIsOpenToAnybodyHasNoParametersInItsPath() {
        assertThatThrownBy(() -> read("openToAnything")).hasMessageContaining("must be literal");
    }

    private static Operation read(String name) {
        return Operation.of(
                "phoneNumbers/",
                Arrays.stream(Sample.class.getDeclaredMethods())
                        .filter(method -> method.getName().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    /** Without a path of its own, so that the service does not take it for a resource. */
    static final class Sample {

        @POST
        @Path("/{number: [^/:]+}:buy")
        @Requires(Permission.NUMBERS)
        public void marked() {}

        @GET
        @Anonymous
        public void open() {}

        @GET
        public void unmarked() {}

        @GET
        @Anonymous
        @Requires(Permission.READ)
        public void undecided() {}

        @GET
        @Path("{anything}")
        @Anonymous
        public void openToAnything() {}
    }
}
