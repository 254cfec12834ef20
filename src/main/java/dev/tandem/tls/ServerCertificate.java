package dev.tandem.tls;

import dev.tandem.host.OwnHosts;
import dev.tandem.store.DataDirectory;
import dev.tandem.tls.CertificateAuthority.Credential;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jboss.logging.Logger;

/**
 * The certificate of HTTPS and SIP over TLS, and the CA that signs it, kept in {@code tls/} of the data directory. Made at
 * first start, before HTTPS listens; renewed a month before it ends or when a name of ours is missing from it. The CA stays.
 */
@Singleton
@Startup
public class ServerCertificate {

    private static final Logger LOG = Logger.getLogger(ServerCertificate.class);
    private static final Duration RENEWAL = Duration.ofDays(30);

    private final DataDirectory data;
    private final OwnHosts hosts;
    private final Clock clock;

    /** Makes or renews the certificates if need be. */
    @Inject
    public ServerCertificate(DataDirectory data, OwnHosts hosts, Clock clock) {
        this.data = data;
        this.hosts = hosts;
        this.clock = clock;
        renew();
    }

    /** The CA's certificate, for clients to trust. */
    public Path caFile() {
        return data.resolve("tls/ca.pem");
    }

    /** When the server certificate ends. */
    public Instant expiry() {
        return certificate("tls/server.pem").getNotAfter().toInstant();
    }

    /** The certificate for SIP over TLS; trusts this machine's usual CAs and our own. */
    public SSLContext sslContext() {
        try {
            KeyStore keys = emptyStore();
            Certificate[] chain = {certificate("tls/server.pem"), certificate("tls/ca.pem")};
            keys.setKeyEntry("server", key("tls/server.key"), new char[0], chain);
            KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            ours.init(keys, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ours.getKeyManagers(), trust().getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("cannot use the certificate in " + data.resolve("tls"), failed);
        }
    }

    /** Renews the server certificate when it is due; HTTPS rereads the files by itself. */
    @Scheduled(every = "24h", delayed = "24h")
    final void renew() {
        if (!Files.exists(data.resolve("tls/ca.key")) || !Files.exists(caFile())) {
            keep("tls/ca", CertificateAuthority.root(clock.instant()), "");
            keepServer();
        } else if (!Files.exists(data.resolve("tls/server.key")) || due(certificate("tls/server.pem"))) {
            keepServer();
        }
    }

    private void keepServer() {
        Credential ca = new Credential(certificate("tls/ca.pem"), key("tls/ca.key"));
        keep("tls/server", CertificateAuthority.server(ca, names(), clock.instant()), ca.certificatePem());
        LOG.infof("server certificate made, valid until %s", expiry());
    }

    private void keep(String name, Credential credential, String chain) {
        // The certificate first: a key without it is remade at the next start.
        data.writePrivate(name + ".pem", (credential.certificatePem() + chain).getBytes(StandardCharsets.US_ASCII));
        data.writePrivate(name + ".key", credential.keyPem().getBytes(StandardCharsets.US_ASCII));
    }

    private boolean due(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        return clock.instant().plus(RENEWAL).isAfter(end)
                || !namesIn(certificate).containsAll(names());
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        hosts.names().forEach(name -> names.add(asInCertificate(name)));
        names.add("127.0.0.1");
        names.add(asInCertificate("[::1]"));
        return names;
    }

    /** An IPv6 address as certificates are read: no brackets, no abbreviation. */
    private static String asInCertificate(String host) {
        try {
            return host.startsWith("[") ? InetAddress.getByName(host).getHostAddress() : host;
        } catch (UnknownHostException malformed) {
            throw new IllegalStateException("not an IPv6 address: " + host, malformed);
        }
    }

    private static Set<String> namesIn(X509Certificate certificate) {
        Set<String> names = new HashSet<>();
        try {
            if (certificate.getSubjectAlternativeNames() != null) {
                certificate.getSubjectAlternativeNames().forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (GeneralSecurityException unreadable) {
            LOG.debug("unreadable names in the server certificate: it is remade", unreadable);
        }
        return names;
    }

    private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
        KeyStore trusted = emptyStore();
        TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        usual.init((KeyStore) null);
        int count = 0;
        for (TrustManager manager : usual.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                for (X509Certificate issuer : x509.getAcceptedIssuers()) {
                    trusted.setCertificateEntry("usual-" + count++, issuer);
                }
            }
        }
        trusted.setCertificateEntry("own", certificate("tls/ca.pem"));
        TrustManagerFactory all = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        all.init(trusted);
        return all;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private X509Certificate certificate(String name) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(data.resolve(name))));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("no certificate in " + data.resolve(name), failed);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + data.resolve(name), failed);
        }
    }

    private PrivateKey key(String name) {
        try {
            String body = Files.readString(data.resolve(name)).replaceAll("-----[^-]+-----|\\s", "");
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("no private key in " + data.resolve(name), failed);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + data.resolve(name), failed);
        }
    }
}
