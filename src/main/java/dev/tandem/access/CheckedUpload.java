package dev.tandem.access;

import dev.tandem.store.DataDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A long body that was signed: nothing of it may count before all of it has been held against its hash. The first read lays
 * it aside in the data directory; a wrong hash fails that read.
 */
final class CheckedUpload extends InputStream {

    private final SignedBody body;
    private final DataDirectory data;
    private @Nullable Path file;
    private @Nullable InputStream checked;

    CheckedUpload(SignedBody body, DataDirectory data) {
        this.body = body;
        this.data = data;
    }

    @Override
    public int read() throws IOException {
        return open().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return open().read(buffer, offset, length);
    }

    private synchronized InputStream open() throws IOException {
        if (checked == null) {
            file = Files.createTempFile(data.resolve("."), "upload-", ".part");
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            checked = Files.newInputStream(file);
        }
        return checked;
    }

    @Override
    public synchronized void close() {
        try {
            if (checked != null) {
                checked.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("an upload could not be removed: " + file, failed);
        }
    }
}
