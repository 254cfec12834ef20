package dev.tandem.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The platform's certificate authorities and some more. */
public final class Trust {

    private Trust() {}

    /** Trusts the platform's authorities and those of a PEM file. */
    public static X509TrustManager with(Path pem) {
        try (InputStream file = Files.newInputStream(pem)) {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (X509Certificate authority : manager(null).getAcceptedIssuers()) {
                all.setCertificateEntry("platform-" + number++, authority);
            }
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                all.setCertificateEntry("configured-" + number++, authority);
            }
            return manager(all);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("tandem.outbound.trusted-ca cannot be read: " + pem, unreadable);
        } catch (GeneralSecurityException malformed) {
            throw new IllegalStateException("tandem.outbound.trusted-ca is not a PEM file: " + pem, malformed);
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("every Java platform has an X.509 trust manager");
    }
}
