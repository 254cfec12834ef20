package dev.tandem.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataKeyTest {

    @TempDir
    Path directory;

    @Test
    void aSecretOpensAfterARestartInItsOwnPlaceOnly() {
        String text = new DataKey(new DataDirectory(directory)).seal("s3cret", "trunk a");
        DataKey restarted = new DataKey(new DataDirectory(directory));

        assertThat(restarted.open(text, "trunk a")).isEqualTo("s3cret");
        assertThatThrownBy(() -> restarted.open(text, "trunk b")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSameSecretIsSealedDifferentlyEachTime() {
        DataKey key = new DataKey(new DataDirectory(directory));
        assertThat(key.seal("s3cret", "a")).isNotEqualTo(key.seal("s3cret", "a"));
    }
}
