package dev.tandem.media.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpPolicy;

/** One RTP stream in one direction: its keys, and where in its packets it is. Not thread-safe. */
interface SrtpStream {

    /** Protects in place, growing behind the limit; false if refused. */
    boolean protect(ByteBuffer packet) throws GeneralSecurityException;

    /** Checks and decrypts in place. */
    InboundSrtp.Outcome unprotect(ByteBuffer packet) throws GeneralSecurityException;

    /** Makes the streams of one direction. */
    interface Keying {
        SrtpStream stream(int ssrc) throws GeneralSecurityException;
    }

    /** Streams of one direction under this master key: in the library, but for what can be had without garbage here. */
    static Keying keying(boolean sender, byte[] key, byte[] salt, SrtpProfile profile) {
        SrtpPolicy policy = profile.policy();
        if (policy.getEncType() == SrtpPolicy.AESCM_ENCRYPTION) {
            AesCounterMode cipher = AesCounterMode.derived(key, salt);
            HmacSha1 code = HmacSha1.derived(key, salt);
            return ssrc -> new CounterModeStream(cipher, code, policy.getAuthTagLength());
        }
        SrtpContextFactory factory = SrtpContexts.factory(sender, key, salt, profile);
        return ssrc -> new LibraryStream(factory.deriveContext(ssrc, 0));
    }
}
