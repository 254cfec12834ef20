package dev.tandem.media.sdp;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A session description (RFC 8866).
 *
 * @param origin who made it, and which version it is
 * @param connection the address for media that have none of their own
 * @param attributes session-level {@code a=} lines
 * @param media the {@code m=} sections, whose number and order an answer keeps
 */
public record SessionDescription(
        Origin origin, Optional<ConnectionAddress> connection, Attributes attributes, List<MediaDescription> media) {
    private static final String LINE_END = "\r\n";

    /** Copies the list, so that it is a value. */
    public SessionDescription {
        media = List.copyOf(media);
    }

    /** Where a stream's media goes, its own address before the session's. */
    public Optional<ConnectionAddress> connectionOf(MediaDescription stream) {
        return stream.connection().or(this::connection);
    }

    /** The same where it is a literal. */
    public Optional<InetAddress> addressOf(MediaDescription stream) {
        return connectionOf(stream).flatMap(ConnectionAddress::address);
    }

    /** A stream's direction, its own before the session's; {@code SENDRECV} when none is said. */
    public Direction directionOf(MediaDescription stream) {
        return stream.attributes().direction().or(attributes::direction).orElse(Direction.SENDRECV);
    }

    /** The value of an attribute that may stand at either level, the stream's before the session's. */
    public Optional<String> attributeOf(MediaDescription stream, String name) {
        return stream.attributes().first(name).or(() -> attributes.first(name));
    }

    /** The certificate hash a stream's peer will show, if said; the first of several (RFC 8122, section 5.1). */
    public Optional<Fingerprint> fingerprintOf(MediaDescription stream) {
        return fingerprints(stream).findFirst();
    }

    /** The one by that hash function, lower case. */
    public Optional<Fingerprint> fingerprintOf(MediaDescription stream, String algorithm) {
        return fingerprints(stream)
                .filter(hash -> hash.algorithm().equals(algorithm))
                .findFirst();
    }

    private Stream<Fingerprint> fingerprints(MediaDescription stream) {
        Attributes level = stream.attributes().has("fingerprint") ? stream.attributes() : attributes;
        return level.all("fingerprint").stream().map(Fingerprint::parse).flatMap(Optional::stream);
    }

    /** Who starts a stream's DTLS handshake, if said. */
    public Optional<Setup> setupOf(MediaDescription stream) {
        return attributeOf(stream, "setup").flatMap(Setup::parse);
    }

    /** The text to send. */
    public String encode() {
        StringBuilder text = new StringBuilder(1024);
        text.append("v=0").append(LINE_END).append("o=").append(origin).append(LINE_END);
        text.append("s=-").append(LINE_END);
        appendConnection(text, connection);
        text.append("t=0 0").append(LINE_END);
        appendAttributes(text, attributes);
        media.forEach(stream -> appendMedia(text, stream));
        return text.toString();
    }

    private static void appendMedia(StringBuilder text, MediaDescription stream) {
        text.append("m=")
                .append(stream.type())
                .append(' ')
                .append(stream.port())
                .append(' ');
        text.append(stream.protocol()).append(' ').append(String.join(" ", stream.formats()));
        text.append(LINE_END);
        appendConnection(text, stream.connection());
        appendAttributes(text, stream.attributes());
    }

    private static void appendConnection(StringBuilder text, Optional<ConnectionAddress> connection) {
        connection.ifPresent(address -> text.append("c=").append(address).append(LINE_END));
    }

    private static void appendAttributes(StringBuilder text, Attributes attributes) {
        attributes.lines().forEach(line -> text.append("a=").append(line).append(LINE_END));
    }
}
