package dev.tandem.media.dtls;

import dev.tandem.media.srtp.SrtpKeys;
import dev.tandem.media.srtp.SrtpProfile;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;

/** A browser's side of DTLS-SRTP, with switches for what a bad one leaves out. */
public final class DtlsClient extends DefaultTlsClient {

    private final DtlsIdentity identity;
    private int[] profiles = {1, 8, 7};
    private boolean extendedMasterSecret = true;
    private SrtpKeys keys;
    private String serverFingerprint = "";
    private volatile boolean closeNotify;

    /** A client with a fresh certificate. */
    public static DtlsClient fresh() {
        return new DtlsClient(DtlsIdentity.selfSigned(new SecureRandom(), Instant.now()));
    }

    private DtlsClient(DtlsIdentity identity) {
        super(identity.crypto());
        this.identity = identity;
    }

    DtlsClient profiles(int... offered) {
        profiles = offered;
        return this;
    }

    DtlsClient withoutExtendedMasterSecret() {
        extendedMasterSecret = false;
        return this;
    }

    /** Its certificate's fingerprint, for the SDP. */
    public byte[] sha256() {
        return identity.sha256();
    }

    /** The keys both sides should have. */
    public SrtpKeys keys() {
        return keys;
    }

    /** What certificate the server showed. */
    public String serverFingerprint() {
        return serverFingerprint;
    }

    /** Whether the server said goodbye. */
    public boolean closeNotify() {
        return closeNotify;
    }

    /** Shakes hands; blocks. */
    public DTLSTransport connect(DatagramTransport transport) throws IOException {
        return new DTLSClientProtocol().connect(this, transport);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return 20_000;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return 50;
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
        return extendedMasterSecret;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        if (profiles.length > 0) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, new byte[0]));
        }
        return extensions;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
        profiles = chosen == null ? new int[0] : chosen.getProtectionProfiles();
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                serverFingerprint = Fingerprint.text(Fingerprint.sha256(
                        server.getCertificate().getCertificateAt(0).getEncoded()));
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return new BcDefaultTlsCredentialedSigner(
                        new TlsCryptoParameters(context),
                        identity.crypto(),
                        identity.privateKey(),
                        identity.chain(),
                        new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SrtpProfile profile = SrtpProfile.best(profiles).orElseThrow();
        keys = new SrtpKeys(
                profile, context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpKeys.exportedOctets(profile)));
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        closeNotify |= description == AlertDescription.close_notify;
    }
}
