package dev.tandem.tls;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jboss.logging.Logger;

/** What each listener serves, found out as a client would: by connecting to it, once a minute. Thread-safe. */
@Singleton
public class ServedCertificates {

    /** HTTPS and secure WebSocket. */
    public static final String HTTPS = "https";

    /** SIP over TLS. */
    public static final String SIP_TLS = "sip-tls";

    private static final Logger LOG = Logger.getLogger(ServedCertificates.class);
    private static final int ANSWERS_WITHIN_MILLIS = 5_000;

    private final Map<String, InetSocketAddress> listeners = new ConcurrentHashMap<>();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    /** A listener to look at. */
    public void watch(String name, InetSocketAddress listener) {
        listeners.put(name, listener);
    }

    void onHttps(@ObservesAsync HttpsServerStart started) {
        if (started.options().getPort() > 0) {
            watch(
                    HTTPS,
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), started.options().getPort()));
        }
    }

    /** When the certificate ends that a listener served last; empty when it has not been asked yet. */
    public Optional<Instant> end(String listener) {
        return Optional.ofNullable(ends.get(listener));
    }

    /** Blocks: runs on a worker. */
    @Scheduled(every = "1m", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        listeners.forEach((name, listener) -> {
            try {
                ends.put(name, served(listener).getNotAfter().toInstant());
            } catch (IOException | GeneralSecurityException silent) {
                LOG.debugf(silent, "%s at %s shows no certificate", name, listener);
            }
        });
    }

    static X509Certificate served(InetSocketAddress listener) throws IOException, GeneralSecurityException {
        SSLContext anything = SSLContext.getInstance("TLS");
        anything.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        try (Socket plain = new Socket()) {
            plain.setSoTimeout(ANSWERS_WITHIN_MILLIS);
            plain.connect(listener, ANSWERS_WITHIN_MILLIS);
            try (SSLSocket tls = (SSLSocket) anything.getSocketFactory()
                    .createSocket(plain, listener.getHostString(), listener.getPort(), true)) {
                return (X509Certificate) tls.getSession().getPeerCertificates()[0];
            }
        }
    }

    /** It is our own listener, and all we want is to look at what it shows. */
    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            throw new UnsupportedOperationException("nobody connects to this");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            // Nothing is sent, so nobody needs to be trusted.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
