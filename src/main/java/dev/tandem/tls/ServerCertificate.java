package dev.tandem.tls;

import dev.tandem.config.TandemConfig;
import dev.tandem.exit.ExitCode;
import dev.tandem.host.OwnHosts;
import dev.tandem.store.DataDirectory;
import dev.tandem.tls.CertificateAuthority.Credential;
import dev.tandem.tls.Pem.UnusableException;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jboss.logging.Logger;

/**
 * The certificate of HTTPS and SIP over TLS, kept in {@code tls/} of the data directory, before HTTPS listens. Either the
 * operator's own, copied whenever it changes and can be used; or one of ours, signed by a CA of ours: made at first start,
 * renewed a month before it ends or when a name of ours is missing from it, while the CA stays. HTTPS rereads the files, SIP
 * asks for each connection.
 */
@Singleton
@Startup
public class ServerCertificate {

    private static final Logger LOG = Logger.getLogger(ServerCertificate.class);
    private static final Duration RENEWAL = Duration.ofDays(30);

    private final DataDirectory data;
    private final OwnHosts hosts;
    private final Clock clock;
    private final Optional<OwnCertificate> own;
    private volatile SSLContext serving;

    /** Makes, renews or takes over the certificates if need be. */
    @Inject
    public ServerCertificate(DataDirectory data, OwnHosts hosts, TandemConfig config, Clock clock) {
        this(
                data,
                hosts,
                config.tls().certificate().map(Path::of),
                config.tls().key().map(Path::of),
                clock);
    }

    ServerCertificate(DataDirectory data, OwnHosts hosts, Optional<Path> certificate, Optional<Path> key, Clock clock) {
        this.data = data;
        this.hosts = hosts;
        this.clock = clock;
        if (certificate.isPresent() != key.isPresent()) {
            throw ExitCode.CANNOT_START.refusal(
                    "tandem.tls.certificate and tandem.tls.key go together: one is missing.");
        }
        own = certificate.flatMap(file -> key.map(secret -> new OwnCertificate(file, secret, clock)));
        try {
            renew();
            takeOver();
        } catch (UnusableException unusable) {
            throw ExitCode.CANNOT_START.refusal("The certificate cannot be used: " + unusable.why() + ".");
        }
        serving = made();
    }

    /** The CA's certificate, for clients to trust. */
    public Path caFile() {
        return data.resolve("tls/ca.pem");
    }

    /** When the server certificate ends. */
    public Instant expiry() {
        return certificate("tls/server.pem").getNotAfter().toInstant();
    }

    /** The certificate for the next connection of SIP over TLS; trusts this machine's usual CAs and our own. */
    public SSLContext sslContext() {
        return serving;
    }

    private SSLContext made() {
        try {
            KeyStore keys = emptyStore();
            Certificate[] chain = Pem.chain(data.resolve("tls/server.pem")).toArray(new Certificate[0]);
            keys.setKeyEntry("server", key("tls/server.key"), new char[0], chain);
            KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            ours.init(keys, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ours.getKeyManagers(), trust().getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException | UnusableException failed) {
            throw new IllegalStateException("cannot use the certificate in " + data.resolve("tls"), failed);
        }
    }

    /** Serves what was renewed, by us or by the operator, if it can be used. */
    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        try {
            if (own.isPresent() ? takeOver() : renew()) {
                serving = made();
            }
        } catch (UnusableException unusable) {
            LOG.errorf("the new certificate cannot be used, the old one is served on: %s", unusable.why());
        }
    }

    /** The operator's pair, if it has changed. */
    private boolean takeOver() throws UnusableException {
        Optional<OwnCertificate.Pair> changed = own.isPresent() ? own.get().changed() : Optional.empty();
        changed.ifPresent(pair -> {
            Credential credential = new Credential(pair.chain().get(0), pair.key());
            keep(
                    "tls/server",
                    credential,
                    Credential.pems(pair.chain().subList(1, pair.chain().size())));
            LOG.infof("serving the certificate %s, valid until %s", credential, expiry());
        });
        return changed.isPresent();
    }

    /** Makes what is missing or due; whether the server's certificate is another now. */
    private boolean renew() {
        boolean noCa = !Files.exists(data.resolve("tls/ca.key")) || !Files.exists(caFile());
        if (noCa) {
            keep("tls/ca", CertificateAuthority.root(clock.instant()), "");
        }
        if (own.isPresent()) {
            return false;
        }
        boolean due = noCa || !Files.exists(data.resolve("tls/server.key")) || due(certificate("tls/server.pem"));
        if (due) {
            keepServer();
        }
        return due;
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
                // An operator's, which is not configured any more.
                || !certificate
                        .getIssuerX500Principal()
                        .equals(certificate("tls/ca.pem").getSubjectX500Principal())
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
            return Pem.chain(data.resolve(name)).get(0);
        } catch (UnusableException broken) {
            throw new IllegalStateException(broken.why(), broken);
        }
    }

    private PrivateKey key(String name) {
        try {
            return Pem.key(data.resolve(name));
        } catch (UnusableException broken) {
            throw new IllegalStateException(broken.why(), broken);
        }
    }
}
