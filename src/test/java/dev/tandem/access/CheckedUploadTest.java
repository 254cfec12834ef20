package dev.tandem.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.acs.AcsException;
import dev.tandem.acs.ContentHash;
import dev.tandem.store.DataDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A signed import: all or nothing. */
class CheckedUploadTest {

    private static final byte[] LINES = "phoneNumber\n+15550100199\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void whatIsNotWhatWasSignedIsNotReadAtAll() throws Exception {
        try (CheckedUpload upload = upload(ContentHash.of("other".getBytes(StandardCharsets.UTF_8)))) {
            assertThatThrownBy(upload::read)
                    .isInstanceOfSatisfying(
                            AcsException.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(401));
        }
        assertThat(files()).isZero();
    }

    @Test
    void whatIsIsReadAndThenRemoved() throws Exception {
        try (CheckedUpload upload = upload(ContentHash.of(LINES))) {
            assertThat(upload.readAllBytes()).isEqualTo(LINES);
            assertThat(files()).isEqualTo(1);
        }
        assertThat(files()).isZero();
    }

    private CheckedUpload upload(String hash) {
        return new CheckedUpload(new SignedBody(new ByteArrayInputStream(LINES), hash), new DataDirectory(directory));
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.count();
        }
    }
}
