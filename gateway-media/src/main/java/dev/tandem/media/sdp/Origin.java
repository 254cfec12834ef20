package dev.tandem.media.sdp;

import java.util.Optional;

/**
 * The {@code o=} line (RFC 8866, section 5.2).
 *
 * @param username {@code -} when not said
 * @param sessionId the same for the life of a session; digits, longer than a long in the wild
 * @param version rises by one with each change
 * @param address {@code IN IP4 …}
 */
public record Origin(String username, String sessionId, String version, String address) {

    static Optional<Origin> parse(String value) {
        String[] parts = value.split(" ", 4);
        return parts.length == 4 ? Optional.of(new Origin(parts[0], parts[1], parts[2], parts[3])) : Optional.empty();
    }

    @Override
    public String toString() {
        return username + " " + sessionId + " " + version + " " + address;
    }
}
