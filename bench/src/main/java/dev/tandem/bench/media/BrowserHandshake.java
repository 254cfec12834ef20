package dev.tandem.bench.media;

import dev.tandem.media.srtp.SrtpKeys;
import dev.tandem.media.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
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
import org.jspecify.annotations.Nullable;

/** The browser's side of one DTLS-SRTP handshake (RFC 5764). It trusts whoever answers: this is a load program. */
final class BrowserHandshake extends DefaultTlsClient {
    private final BrowserIdentity identity;
    private int[] profiles;
    private @Nullable SrtpKeys keys;

    private BrowserHandshake(BrowserIdentity identity, SrtpProfile profile) {
        super(identity.crypto());
        this.identity = identity;
        profiles = new int[] {profile.code()};
    }

    /** Shakes hands and returns what came of it; blocks. */
    static SrtpKeys keys(BrowserIdentity identity, SrtpProfile profile, DatagramTransport transport)
            throws IOException {
        BrowserHandshake client = new BrowserHandshake(identity, profile);
        new DTLSClientProtocol().connect(client, transport);
        SrtpKeys agreed = client.keys;
        if (agreed == null) {
            throw new IOException("a handshake without keys");
        }
        return agreed;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // the library's signature
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, new byte[0]));
        return extensions;
    }

    @Override
    @SuppressWarnings("rawtypes") // the library's signature
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        profiles = TlsSRTPUtils.getUseSRTPExtension(extensions).getProtectionProfiles();
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) {
                // Whoever it is.
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                Certificate chain = identity.chain();
                return new BcDefaultTlsCredentialedSigner(
                        new TlsCryptoParameters(context),
                        identity.crypto(),
                        identity.privateKey(),
                        chain,
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
}
