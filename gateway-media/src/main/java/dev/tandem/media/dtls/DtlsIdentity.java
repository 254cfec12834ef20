package dev.tandem.media.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** Our self-signed certificate and its key, P-256: made at start, never stored (RFC 5763, section 5). Immutable. */
public final class DtlsIdentity {

    /** Browsers do not look, but a certificate from the future would be odd: clocks differ. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final Duration VALID = Duration.ofDays(365);
    private static final int SERIAL_BITS = 64;

    private final BcTlsCrypto crypto;
    private final AsymmetricKeyParameter privateKey;
    private final Certificate chain;
    private final byte[] sha256;

    private DtlsIdentity(BcTlsCrypto crypto, AsymmetricKeyParameter privateKey, byte[] der) throws IOException {
        this.crypto = crypto;
        this.privateKey = privateKey;
        this.chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(der)});
        this.sha256 = Fingerprint.sha256(der);
    }

    /** A new key and certificate, valid around {@code now}. */
    public static DtlsIdentity selfSigned(SecureRandom random, Instant now) {
        try {
            AsymmetricCipherKeyPair pair = keyPair(random);
            return new DtlsIdentity(new BcTlsCrypto(random), pair.getPrivate(), certificate(pair, random, now));
        } catch (IOException | OperatorCreationException broken) {
            throw new IllegalStateException("cannot make a certificate", broken);
        }
    }

    private static AsymmetricCipherKeyPair keyPair(SecureRandom random) {
        X9ECParameters p256 = ECNamedCurveTable.getByOID(X9ObjectIdentifiers.prime256v1);
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(X9ObjectIdentifiers.prime256v1, p256), random));
        return generator.generateKeyPair();
    }

    private static byte[] certificate(AsymmetricCipherKeyPair pair, SecureRandom random, Instant now)
            throws IOException, OperatorCreationException {
        X500Name name = new X500Name("CN=tandem");
        X509CertificateHolder holder = new X509v3CertificateBuilder(
                        name,
                        new BigInteger(SERIAL_BITS, random),
                        Date.from(now.minus(BACKDATED)),
                        Date.from(now.plus(VALID)),
                        name,
                        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()))
                .build(signer(pair, random));
        return holder.getEncoded();
    }

    private static ContentSigner signer(AsymmetricCipherKeyPair pair, SecureRandom random)
            throws OperatorCreationException {
        var signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        var digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
        return new BcECContentSignerBuilder(signature, digest)
                .setSecureRandom(random)
                .build(pair.getPrivate());
    }

    /** The SHA-256 fingerprint as SDP writes it. */
    public String fingerprint() {
        return Fingerprint.text(sha256);
    }

    byte[] sha256() {
        return sha256.clone();
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    AsymmetricKeyParameter privateKey() {
        return privateKey;
    }

    Certificate chain() {
        return chain;
    }
}
