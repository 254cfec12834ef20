package dev.tandem.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes X.509 certificates (RFC 5280) on P-256: a CA of its own, and server certificates signed by it.
 *
 * <p>Pure but for randomness: the time is an argument and nothing is written.
 */
final class CertificateAuthority {

    static final Duration CA_LIFE = Duration.ofDays(3650);
    /** Apple's and Google's clients refuse server certificates that are valid for longer than 398 days. */
    static final Duration SERVER_LIFE = Duration.ofDays(397);

    private static final X500Principal CA_NAME = new X500Principal("CN=Tandem CA");
    /** Certificates begin to be valid a little early, for clients whose clock is slow. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private CertificateAuthority() {}

    /**
     * A certificate and its private key.
     *
     * @param certificate the certificate
     * @param key its key; never printed
     */
    record Credential(X509Certificate certificate, PrivateKey key) {

        String certificatePem() {
            return pem(certificate);
        }

        static String pems(List<X509Certificate> certificates) {
            return certificates.stream().map(CertificateAuthority::pem).collect(Collectors.joining());
        }

        String keyPem() {
            return pem(pkcs8(key));
        }

        @Override
        public String toString() {
            return "Credential[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    static Credential root(Instant now) {
        KeyPair pair = keyPair();
        X509v3CertificateBuilder draft = draft(CA_NAME, CA_NAME, pair, now, CA_LIFE);
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            draft.addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()));
            return new Credential(sign(draft, pair.getPrivate()), pair.getPrivate());
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("cannot make a CA certificate", failed);
        }
    }

    /** A server certificate for {@code names}: host names and IP addresses. */
    static Credential server(Credential ca, Collection<String> names, Instant now) {
        KeyPair pair = keyPair();
        X509v3CertificateBuilder draft = draft(CA_NAME, new X500Principal("CN=Tandem"), pair, now, SERVER_LIFE);
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            // Client too: SIP over TLS connects both ways with one certificate (RFC 5922).
            draft.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            draft.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
            draft.addExtension(
                    Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(ca.certificate()));
            return new Credential(sign(draft, ca.key()), pair.getPrivate());
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("cannot make a server certificate", failed);
        }
    }

    private static GeneralNames alternativeNames(Collection<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    }

    private static X509v3CertificateBuilder draft(
            X500Principal issuer, X500Principal subject, KeyPair pair, Instant now, Duration life) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(life)),
                subject,
                pair.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder draft, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(draft.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException failed) {
            throw new GeneralSecurityException("cannot sign", failed);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has P-256", impossible);
        }
    }

    private static Object pkcs8(PrivateKey key) {
        try {
            return new JcaPKCS8Generator(key, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
