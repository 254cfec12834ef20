package dev.tandem.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.host.OwnHosts;
import dev.tandem.store.DataDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void theServerCertificateIsSignedByTheCaAndNamesUs() throws Exception {
        certificates(NOW, "gateway.example");

        X509Certificate server = read("tls/server.pem");
        server.verify(read("tls/ca.pem").getPublicKey());
        List<String> names = server.getSubjectAlternativeNames().stream()
                .map(name -> name.get(1).toString())
                .toList();
        assertThat(names).contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "gateway.example");
        assertThat(read("tls/ca.pem").getBasicConstraints()).isZero();
    }

    @Test
    void keysAreForTheirOwnerAlone() throws IOException {
        certificates(NOW);

        for (String key : List.of("tls/ca.key", "tls/server.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(key))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aRestartKeepsBoth() throws Exception {
        certificates(NOW);
        X509Certificate ca = read("tls/ca.pem");
        X509Certificate server = read("tls/server.pem");

        certificates(NOW.plus(Duration.ofDays(30)));

        assertThat(read("tls/ca.pem")).isEqualTo(ca);
        assertThat(read("tls/server.pem")).isEqualTo(server);
    }

    @Test
    void theServerCertificateIsRenewedAMonthBeforeItEndsAndTheCaStays() throws Exception {
        certificates(NOW);
        X509Certificate ca = read("tls/ca.pem");
        X509Certificate server = read("tls/server.pem");

        certificates(NOW.plus(CertificateAuthority.SERVER_LIFE).minus(Duration.ofDays(29)));

        assertThat(read("tls/ca.pem")).isEqualTo(ca);
        assertThat(read("tls/server.pem")).isNotEqualTo(server);
        read("tls/server.pem").verify(ca.getPublicKey());
    }

    @Test
    void aNewNameOfOursRenewsItToo() throws Exception {
        certificates(NOW);
        X509Certificate server = read("tls/server.pem");

        certificates(NOW, "moved.example");

        assertThat(read("tls/server.pem")).isNotEqualTo(server);
    }

    @Test
    void sipOverTlsCanUseIt() {
        assertThat(certificates(NOW).sslContext().getProtocol()).isEqualTo("TLS");
    }

    private ServerCertificate certificates(Instant now, String... names) {
        return new ServerCertificate(
                new DataDirectory(directory),
                new OwnHosts(List.of(names)),
                Optional.empty(),
                Optional.empty(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private X509Certificate read(String name) throws Exception {
        try (InputStream in = Files.newInputStream(directory.resolve(name))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
