package dev.tandem.store;

import dev.tandem.config.TandemConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** The directory everything is kept in; files that hold secrets are readable by the owner alone. */
@ApplicationScoped
public class DataDirectory {

    private final Path root;

    /** The directory that {@code tandem.data} names. */
    @Inject
    public DataDirectory(TandemConfig config) {
        this(Path.of(config.data()));
    }

    /** A data directory at {@code root}, made when first written to. */
    public DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
        closeToOthers();
    }

    /** The absolute path of {@code name} in the directory. */
    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** The secret kept under {@code name}; at first {@code fresh} makes it. */
    public byte[] secret(String name, Supplier<byte[]> fresh) {
        Path file = resolve(name);
        try {
            if (!Files.exists(file)) {
                writePrivate(name, fresh.get());
            }
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + file, failed);
        }
    }

    /** Writes a file only its owner may read, whole or not at all. */
    public void writePrivate(String name, byte[] content) {
        Path file = resolve(name);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            createPrivateDirectory(root.resolve(name + "/..").normalize());
            Files.deleteIfExists(draft);
            // The permissions come with the creation: there is no moment at which others could open it.
            try (FileChannel channel = FileChannel.open(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly("rw-------"))) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }

    /** The database makes the directory before we are asked for anything, and makes it readable by all. */
    private void closeToOthers() {
        try {
            createPrivateDirectory(root);
            if (isPosix()) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot use the data directory " + root, failed);
        }
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static void createPrivateDirectory(Path directory) throws IOException {
        Files.createDirectories(directory, ownerOnly("rwx------"));
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
