package dev.tandem.media.sdp;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A crypto line (RFC 4568, section 4).
 *
 * @param tag tells the lines of a stream apart; the answer repeats the chosen one's
 * @param suite e.g. {@code AES_CM_128_HMAC_SHA1_80}
 * @param keyParameters {@code inline:} and the key: never to be shown
 * @param sessionParameters blank-separated; empty when there are none
 */
public record Crypto(int tag, String suite, String keyParameters, String sessionParameters) {
    private static final int TAG_MAX = 999_999_999;

    /** Reads the value of a crypto attribute; empty when it is not one. */
    static Optional<Crypto> parse(String value) {
        String[] parts = value.trim().split(" +", 4);
        if (parts.length < 3) {
            return Optional.empty();
        }
        OptionalInt tag = Numbers.parse(parts[0], TAG_MAX);
        return tag.isEmpty()
                ? Optional.empty()
                : Optional.of(new Crypto(tag.getAsInt(), parts[1], parts[2], parts.length == 4 ? parts[3] : ""));
    }

    /** The attribute that says this. */
    public Attribute attribute() {
        String parameters = sessionParameters.isEmpty() ? "" : " " + sessionParameters;
        return Attribute.of("crypto", tag + " " + suite + " " + keyParameters + parameters);
    }

    @Override
    public String toString() {
        return "Crypto[" + tag + " " + suite + "]";
    }
}
