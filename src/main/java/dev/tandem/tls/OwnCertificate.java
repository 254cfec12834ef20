package dev.tandem.tls;

import dev.tandem.tls.Pem.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A certificate and key that the operator keeps in two files and renews there. Owned by one thread. */
final class OwnCertificate {

    private final Path certificate;
    private final Path key;
    private final Clock clock;
    private @Nullable Seen seen;

    /** When the files were written that were last looked at. */
    private record Seen(Optional<FileTime> certificate, Optional<FileTime> key) {}

    /** What is in them. */
    record Pair(List<X509Certificate> chain, PrivateKey key) {

        @Override
        public String toString() {
            return "Pair[" + chain.get(0).getSubjectX500Principal() + "]";
        }
    }

    OwnCertificate(Path certificate, Path key, Clock clock) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /** The pair, if one of the files has changed since this was asked last. */
    Optional<Pair> changed() throws UnusableException {
        Seen now = new Seen(written(certificate), written(key));
        if (now.equals(seen)) {
            return Optional.empty();
        }
        // Also when they cannot be used: that is said once, and they are read again when they change.
        seen = now;
        return Optional.of(read());
    }

    private Pair read() throws UnusableException {
        Pair pair = new Pair(Pem.chain(certificate), Pem.key(key));
        X509Certificate own = pair.chain().get(0);
        if (!Pem.belongTogether(own, pair.key())) {
            throw new UnusableException(key + " is not the key of " + certificate);
        }
        if (own.getNotAfter().toInstant().isBefore(clock.instant())) {
            throw new UnusableException(
                    certificate + " ended " + own.getNotAfter().toInstant());
        }
        return pair;
    }

    private static Optional<FileTime> written(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
