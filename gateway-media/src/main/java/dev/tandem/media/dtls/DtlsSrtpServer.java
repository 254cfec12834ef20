package dev.tandem.media.dtls;

import dev.tandem.media.srtp.SrtpKeys;
import dev.tandem.media.srtp.SrtpProfile;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/** What we insist on in one DTLS-SRTP handshake (RFC 5763, RFC 5764). Owned by the worker until the handshake is over. */
final class DtlsSrtpServer extends DefaultTlsServer {

    /** A handshake takes milliseconds; a lossy one a few seconds. */
    private static final int HANDSHAKE_MILLIS_MAX = 20_000;

    private static final int RESEND_MILLIS = 100;

    private final DtlsIdentity identity;
    private final byte[] expectedSha256;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private boolean closeNotify;

    DtlsSrtpServer(DtlsIdentity identity, byte[] expectedSha256) {
        super(identity.crypto());
        this.identity = identity;
        this.expectedSha256 = expectedSha256.clone();
    }

    /** The keys; there are some once the handshake is complete. */
    SrtpKeys keys() {
        if (keys == null) {
            throw new IllegalStateException("no handshake yet");
        }
        return keys;
    }

    /** What an encrypted record is longer by than what it carries (RFC 5288, section 3; RFC 7905, section 2). */
    int sealOctets() {
        return selectedCipherSuite == CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 ? 24 : 16;
    }

    /** Whether the browser has said goodbye. */
    boolean closeNotify() {
        return closeNotify;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
        };
    }

    @Override
    public int[] getSupportedGroups() {
        return new int[] {NamedGroup.x25519, NamedGroup.secp256r1};
    }

    /** The master secret must be bound to this very handshake (RFC 7627). */
    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return HANDSHAKE_MILLIS_MAX;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return RESEND_MILLIS;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // the library predates generics
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (offered == null) {
            throw new TlsFatalAlert(AlertDescription.missing_extension);
        }
        profile = SrtpProfile.best(offered.getProtectionProfiles())
                .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // as above
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getServerExtensions());
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {agreed().code()}, new byte[0]));
        return extensions;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                identity.crypto(),
                identity.privateKey(),
                identity.chain(),
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, TlsUtils.getDefaultSupportedSignatureAlgorithms(context), null);
    }

    /** The certificate proves nothing but that its key is the one the SDP vouched for (RFC 5763, section 5). */
    @Override
    public void notifyClientCertificate(org.bouncycastle.tls.Certificate chain) throws IOException {
        if (chain.isEmpty()
                || !MessageDigest.isEqual(
                        Fingerprint.sha256(chain.getCertificateAt(0).getEncoded()), expectedSha256)) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SrtpProfile agreed = agreed();
        keys = new SrtpKeys(
                agreed, context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpKeys.exportedOctets(agreed)));
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        closeNotify |= description == AlertDescription.close_notify;
    }

    private SrtpProfile agreed() throws TlsFatalAlert {
        if (profile == null) {
            throw new TlsFatalAlert(AlertDescription.missing_extension);
        }
        return profile;
    }
}
