package dev.tandem.media.srtp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One side's master key and salt, as a description carries them (RFC 4568, section 6.1; RFC 7714, section 14.2). Each side
 * protects what it sends with its own. Not a record: it must never print itself.
 */
public final class SdesKey {
    private static final String INLINE = "inline:";

    private final SrtpProfile profile;
    private final byte[] keyAndSalt;

    private SdesKey(SrtpProfile profile, byte[] keyAndSalt) {
        this.profile = profile;
        this.keyAndSalt = keyAndSalt;
    }

    /** A new one. */
    public static SdesKey random(SrtpProfile profile, SecureRandom random) {
        byte[] octets = new byte[profile.keyOctets() + profile.saltOctets()];
        random.nextBytes(octets);
        return new SdesKey(profile, octets);
    }

    /**
     * Reads {@code inline:} key parameters; a lifetime is passed over, we never send that many packets. Empty for what is
     * no key of this profile, for several keys, and for one with an MKI, which nobody needs for a call.
     */
    public static Optional<SdesKey> parse(SrtpProfile profile, String text) {
        String[] parts = text.split("\\|", -1);
        boolean identified = parts.length > 2 || (parts.length == 2 && parts[1].contains(":"));
        if (identified || text.contains(";") || !parts[0].startsWith(INLINE)) {
            return Optional.empty();
        }
        try {
            byte[] octets = Base64.getDecoder().decode(parts[0].substring(INLINE.length()));
            boolean fits = octets.length == profile.keyOctets() + profile.saltOctets();
            return fits ? Optional.of(new SdesKey(profile, octets)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The key parameters that say it. */
    public String inline() {
        return INLINE + Base64.getEncoder().encodeToString(keyAndSalt);
    }

    /** What it is for. */
    public SrtpProfile profile() {
        return profile;
    }

    byte[] key() {
        return Arrays.copyOf(keyAndSalt, profile.keyOctets());
    }

    byte[] salt() {
        return Arrays.copyOfRange(keyAndSalt, profile.keyOctets(), keyAndSalt.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SdesKey key
                && profile == key.profile
                && MessageDigest.isEqual(keyAndSalt, key.keyAndSalt);
    }

    @Override
    public int hashCode() {
        return profile.hashCode(); // nothing derived from the key
    }

    @Override
    public String toString() {
        return "SdesKey[" + profile + "]";
    }
}
