package dev.tandem.media.sdp;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The hash of the certificate a DTLS peer will show (RFC 8122, section 5).
 *
 * @param algorithm the hash function, lower case, e.g. {@code sha-256}
 * @param colonHex upper-case hex octets with colons between them
 */
public record Fingerprint(String algorithm, String colonHex) {
    private static final HexFormat COLON_HEX = HexFormat.ofDelimiter(":").withUpperCase();
    private static final int HEX_MAX = 64 * 3 - 1;

    /** The fingerprint with these octets. */
    public static Fingerprint of(String algorithm, byte[] octets) {
        return new Fingerprint(algorithm, COLON_HEX.formatHex(octets));
    }

    /** Reads the value of a fingerprint attribute; empty when it is not one. */
    static Optional<Fingerprint> parse(String value) {
        int space = value.indexOf(' ');
        if (space < 1) {
            return Optional.empty();
        }
        String hex = value.substring(space + 1).trim().toUpperCase(Locale.ROOT);
        if (hex.length() > HEX_MAX || !hex.matches("[0-9A-F]{2}(:[0-9A-F]{2}){15,63}")) {
            return Optional.empty();
        }
        return Optional.of(new Fingerprint(value.substring(0, space).toLowerCase(Locale.ROOT), hex));
    }

    /** The hash itself. */
    public byte[] octets() {
        return COLON_HEX.parseHex(colonHex);
    }

    /** The attribute that says this. */
    public Attribute attribute() {
        return Attribute.of("fingerprint", algorithm + " " + colonHex);
    }
}
