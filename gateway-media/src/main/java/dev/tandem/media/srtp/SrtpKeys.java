package dev.tandem.media.srtp;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Master keys and salts of both directions, as DTLS exports them (RFC 5764, section 4.2): client key, server key, client
 * salt, server salt. We are always the server. Not a record: it must never print itself.
 */
public final class SrtpKeys {

    private final SrtpProfile profile;
    private final byte[] material;

    /** Keys from the exporter's output, which is copied. */
    public SrtpKeys(SrtpProfile profile, byte[] exported) {
        if (exported.length != exportedOctets(profile)) {
            throw new IllegalArgumentException("keying material of " + exported.length + " octets for " + profile);
        }
        this.profile = profile;
        this.material = exported.clone();
    }

    /** How much to ask the exporter for. */
    public static int exportedOctets(SrtpProfile profile) {
        return 2 * (profile.keyOctets() + profile.saltOctets());
    }

    /** The profile they are for. */
    public SrtpProfile profile() {
        return profile;
    }

    byte[] clientKey() {
        return part(0, profile.keyOctets());
    }

    byte[] serverKey() {
        return part(profile.keyOctets(), profile.keyOctets());
    }

    byte[] clientSalt() {
        return part(2 * profile.keyOctets(), profile.saltOctets());
    }

    byte[] serverSalt() {
        return part(2 * profile.keyOctets() + profile.saltOctets(), profile.saltOctets());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SrtpKeys keys
                && profile == keys.profile
                && MessageDigest.isEqual(material, keys.material);
    }

    @Override
    public int hashCode() {
        return profile.hashCode(); // nothing derived from the keys
    }

    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }

    private byte[] part(int from, int octets) {
        return Arrays.copyOfRange(material, from, from + octets);
    }
}
