package dev.tandem.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.exit.ExitCode;
import dev.tandem.host.OwnHosts;
import dev.tandem.store.DataDirectory;
import dev.tandem.tls.CertificateAuthority.Credential;
import io.quarkus.runtime.PreventFurtherStepsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate of the operator's own, in two files that they renew. */
class OwnCertificateTest {

    private final Credential issuer = CertificateAuthority.root(Instant.now());

    @TempDir
    Path directory;

    private Path certificate;
    private Path key;
    private int writes;

    @BeforeEach
    void name() {
        certificate = directory.resolve("fullchain.pem");
        key = directory.resolve("privkey.pem");
    }

    @Test
    void itIsServedWithItsChainAndOursIsNot() throws Exception {
        Credential first = issue("gateway.example");
        write(first);

        ServerCertificate served = start();

        assertThat(shown(served)).isEqualTo(first.certificate());
        assertThat(Pem.chain(directory.resolve("data/tls/server.pem")))
                .containsExactly(first.certificate(), issuer.certificate());
    }

    @Test
    void aRenewedOneIsServedToTheNextConnectionWithoutARestart() throws Exception {
        write(issue("gateway.example"));
        ServerCertificate served = start();
        Credential second = issue("gateway.example");
        write(second);

        served.refresh();

        assertThat(shown(served)).isEqualTo(second.certificate());
        assertThat(Pem.chain(directory.resolve("data/tls/server.pem")).get(0)).isEqualTo(second.certificate());
    }

    @Test
    void filesThatCannotBeUsedLeaveTheOldOneInPlace() throws Exception {
        Credential first = issue("gateway.example");
        write(first);
        ServerCertificate served = start();

        for (String broken : List.of("", "not PEM at all", issue("another").keyPem())) {
            Files.writeString(key, broken);
            touch();
            served.refresh();
            assertThat(shown(served)).as("key: %.20s", broken).isEqualTo(first.certificate());
        }
        Files.delete(certificate);
        served.refresh();
        assertThat(shown(served)).isEqualTo(first.certificate());

        Credential mended = issue("gateway.example");
        write(mended);
        served.refresh();
        assertThat(shown(served)).isEqualTo(mended.certificate());
    }

    @Test
    void oneThatHasEndedIsNotTaken() throws Exception {
        write(CertificateAuthority.server(
                issuer,
                Set.of("gateway.example"),
                Instant.now().minus(CertificateAuthority.SERVER_LIFE.multipliedBy(2))));

        assertRefused("ended");
    }

    @Test
    void atStartAMissingFileIsRefusedByItsName() {
        assertRefused("fullchain.pem does not exist");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        write(issue("gateway.example"));
        Files.writeString(key, issue("another").keyPem());

        assertRefused("is not the key of");
    }

    @Test
    void oneSettingWithoutTheOtherIsRefused() {
        assertThatThrownBy(() -> start(Optional.of(certificate), Optional.empty()))
                .hasMessageContaining("go together");
    }

    @Test
    void whenItIsNotConfiguredAnyMoreOneOfOursIsMade() throws Exception {
        Credential own = issue("localhost");
        write(own);
        start();

        ServerCertificate served = start(Optional.empty(), Optional.empty());

        assertThat(shown(served)).isNotEqualTo(own.certificate());
        shown(served).verify(Pem.chain(served.caFile()).get(0).getPublicKey());
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::start)
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(
                        PreventFurtherStepsException.class,
                        refused -> assertThat(refused.getExitCode()).isEqualTo(ExitCode.CANNOT_START.number()));
    }

    private ServerCertificate start() {
        return start(Optional.of(certificate), Optional.of(key));
    }

    private ServerCertificate start(Optional<Path> chain, Optional<Path> secret) {
        return new ServerCertificate(
                new DataDirectory(directory.resolve("data")),
                new OwnHosts(List.of()),
                chain,
                secret,
                Clock.systemUTC());
    }

    private Credential issue(String name) {
        return CertificateAuthority.server(issuer, Set.of(name), Instant.now());
    }

    private void write(Credential credential) throws IOException {
        Files.writeString(certificate, credential.certificatePem() + issuer.certificatePem());
        Files.writeString(key, credential.keyPem());
        touch();
    }

    /** Two writes within the file system's idea of a moment are told apart. */
    private void touch() throws IOException {
        writes++;
        Files.setLastModifiedTime(key, FileTime.from(Instant.now().plus(Duration.ofSeconds(writes))));
    }

    /** What a client of SIP over TLS is shown now. */
    private static X509Certificate shown(ServerCertificate served) throws Exception {
        try (SSLServerSocket listener =
                (SSLServerSocket) served.sslContext().getServerSocketFactory().createServerSocket(0)) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> shakeHands(listener));
            X509Certificate shown = ServedCertificates.served(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
            answered.join();
            return shown;
        }
    }

    private static void shakeHands(SSLServerSocket listener) {
        try (SSLSocket client = (SSLSocket) listener.accept()) {
            client.startHandshake();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
