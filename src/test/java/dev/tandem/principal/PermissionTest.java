package dev.tandem.principal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may do what. */
class PermissionTest {

    /** Left what is needed, right what is enough for it. */
    @Test
    void whatIsEnoughForWhat() {
        assertThat(table()).isEqualTo("""
                ADMIN: ADMIN
                NUMBERS: ADMIN NUMBERS
                CALLS: ADMIN CALLS
                RECORDINGS: ADMIN RECORDINGS
                READ: ADMIN NUMBERS CALLS RECORDINGS READ""");
    }

    @Test
    void whoMayDoNothingMayNotReadEither() {
        assertThat(Permission.values()).noneMatch(needed -> needed.isGrantedBy(Set.of()));
    }

    private static String table() {
        return Arrays.stream(Permission.values())
                .map(needed -> needed + ": " + enough(needed))
                .collect(Collectors.joining("\n"));
    }

    private static String enough(Permission needed) {
        return Arrays.stream(Permission.values())
                .filter(held -> needed.isGrantedBy(Set.of(held)))
                .map(Permission::name)
                .collect(Collectors.joining(" "));
    }
}
