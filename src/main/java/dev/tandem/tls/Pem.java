package dev.tandem.tls;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads certificates and keys from PEM files (RFC 7468); what is wrong with a file is the message, fit for the operator. */
final class Pem {

    private Pem() {}

    /** A file cannot be used, and why. */
    static final class UnusableException extends Exception {

        private static final long serialVersionUID = 1;

        private final String why;

        UnusableException(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /** The chain in a file, the server's own certificate first. */
    static List<X509Certificate> chain(Path file) throws UnusableException {
        try (var content = Files.newInputStream(file)) {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509").generateCertificates(content).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new UnusableException(file + " has no certificate in it");
            }
            return chain;
        } catch (NoSuchFileException missing) {
            throw new UnusableException(file + " does not exist");
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new UnusableException(file + " cannot be read as certificates: " + unreadable.getMessage());
        }
    }

    /** The private key in a file: PKCS #8, or as OpenSSL writes RSA and EC keys. */
    static PrivateKey key(Path file) throws UnusableException {
        try (Reader text = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(text)) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                if (next instanceof PrivateKeyInfo plain) {
                    return new JcaPEMKeyConverter().getPrivateKey(plain);
                }
                if (next instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
            }
            throw new UnusableException(file + " has no private key in it that could be read without a passphrase");
        } catch (NoSuchFileException missing) {
            throw new UnusableException(file + " does not exist");
        } catch (IOException unreadable) {
            // What is in a key file is nobody's business, not even as a part of a message.
            throw new UnusableException(file + " cannot be read as a private key");
        }
    }

    /** Whether what the key signs the certificate verifies. */
    static boolean belongTogether(Certificate certificate, PrivateKey key) {
        try {
            String kind = key.getAlgorithm();
            String scheme = kind.startsWith("Ed") ? kind : "SHA256with" + (kind.startsWith("EC") ? "ECDSA" : kind);
            Signature signature = Signature.getInstance(scheme);
            signature.initSign(key);
            signature.update((byte) 1);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update((byte) 1);
            return signature.verify(signed);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }
}
