package dev.tandem.media.srtp;

import java.util.logging.Level;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/** Makes the library's context factories, in the one way that starts at once and stays silent. */
final class SrtpContexts {

    /** Streams of one kind (RTP, RTCP) a session may have in one direction: audio, one change of SSRC, and reserve. */
    static final int SSRCS_MAX = 8;

    private static final Logger SILENT = new LoggerImpl("dev.tandem.media.srtp.library", Level.OFF);

    static {
        // Unpinned, the library times every AES provider for two seconds while the first call waits.
        Aes.setFactoryClassName("SunJCE");
    }

    private SrtpContexts() {}

    static SrtpContextFactory factory(boolean sender, byte[] key, byte[] salt, SrtpProfile profile) {
        return new SrtpContextFactory(sender, key, salt, profile.policy(), profile.controlPolicy(), SILENT);
    }
}
