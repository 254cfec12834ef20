package dev.tandem.media.srtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The master key identifier that a peer puts into each packet it protects, between what is encrypted and the tag (RFC 3711,
 * section 3.1; RFC 4568, section 6.1). A call has one key each way, so it says nothing; but it has to come out. Immutable.
 */
final class KeyIdentifier {
    /** Packets carry none. */
    static final KeyIdentifier NONE = new KeyIdentifier(new byte[0]);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}):([0-9]{1,3})");
    private static final int OCTETS_MAX = 128;

    private final byte[] octets;

    private KeyIdentifier(byte[] octets) {
        this.octets = octets;
    }

    /** Reads {@code value:length}; empty when it is none. */
    static Optional<KeyIdentifier> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int length = Integer.parseInt(matcher.group(2));
        if (length < 1 || length > OCTETS_MAX) {
            return Optional.empty();
        }
        long left = Long.parseLong(matcher.group(1));
        byte[] octets = new byte[length];
        for (int i = length - 1; i >= 0; i--) {
            octets[i] = (byte) left;
            left >>>= Byte.SIZE;
        }
        return left == 0 ? Optional.of(new KeyIdentifier(octets)) : Optional.empty();
    }

    /** Takes it out of a packet that ends in a tag of that many octets; false when it is not there. */
    boolean takeOut(ByteBuffer packet, int tagOctets) {
        int at = packet.limit() - tagOctets - octets.length;
        if (at < packet.position()) {
            return false;
        }
        for (int i = 0; i < octets.length; i++) {
            if (packet.get(at + i) != octets[i]) {
                return false;
            }
        }
        for (int i = 0; i < tagOctets && octets.length > 0; i++) {
            packet.put(at + i, packet.get(at + octets.length + i));
        }
        packet.limit(packet.limit() - octets.length);
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyIdentifier identifier && Arrays.equals(octets, identifier.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }
}
