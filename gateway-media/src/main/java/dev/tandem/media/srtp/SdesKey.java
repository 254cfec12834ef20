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
    private final KeyIdentifier identifier;

    private SdesKey(SrtpProfile profile, byte[] keyAndSalt, KeyIdentifier identifier) {
        this.profile = profile;
        this.keyAndSalt = keyAndSalt;
        this.identifier = identifier;
    }

    /** A new one. */
    public static SdesKey random(SrtpProfile profile, SecureRandom random) {
        byte[] octets = new byte[profile.keyOctets() + profile.saltOctets()];
        random.nextBytes(octets);
        return new SdesKey(profile, octets, KeyIdentifier.NONE);
    }

    /**
     * Reads {@code inline:} key parameters; a lifetime is passed over, we never send that many packets. Empty for what is
     * no key of this profile, and for several keys.
     */
    public static Optional<SdesKey> parse(SrtpProfile profile, String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length > 3 || text.contains(";") || !parts[0].startsWith(INLINE)) {
            return Optional.empty();
        }
        boolean identified = parts.length > 1 && parts[parts.length - 1].contains(":");
        Optional<KeyIdentifier> identifier =
                identified ? KeyIdentifier.parse(parts[parts.length - 1]) : Optional.of(KeyIdentifier.NONE);
        boolean odd = parts.length == 3 && !identified;
        return identifier
                .filter(read -> !odd)
                .flatMap(read -> keyAndSalt(profile, parts[0]).map(octets -> new SdesKey(profile, octets, read)));
    }

    private static Optional<byte[]> keyAndSalt(SrtpProfile profile, String text) {
        try {
            byte[] octets = Base64.getDecoder().decode(text.substring(INLINE.length()));
            boolean fits = octets.length == profile.keyOctets() + profile.saltOctets();
            return fits ? Optional.of(octets) : Optional.empty();
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

    /** What packets protected with it carry besides. */
    KeyIdentifier identifier() {
        return identifier;
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
                && identifier.equals(key.identifier)
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
