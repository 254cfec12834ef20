package dev.tandem.media.sdp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One {@code m=} section (RFC 8866, section 5.14).
 *
 * @param type {@code audio}, {@code video}, {@code application}…
 * @param port transport port; 0 means the stream is refused or off
 * @param protocol e.g. {@code RTP/AVP}
 * @param formats payload types, as text, best first
 * @param connection its own address; empty when the session's holds
 * @param attributes its {@code a=} lines
 */
public record MediaDescription(
        String type,
        int port,
        String protocol,
        List<String> formats,
        Optional<ConnectionAddress> connection,
        Attributes attributes) {

    /** Copies the list, so that it is a value. */
    public MediaDescription {
        formats = List.copyOf(formats);
    }

    /** The section that refuses {@code offered} (RFC 3264, section 6). */
    public static MediaDescription refusing(MediaDescription offered) {
        List<String> format =
                offered.formats().isEmpty() ? List.of("0") : offered.formats().subList(0, 1);
        Attributes kept = new Attributes(offered.attributes().named("mid"));
        return new MediaDescription(offered.type(), 0, offered.protocol(), format, Optional.empty(), kept);
    }

    /** The payload types with their meaning, best first; those without a known meaning are left out. */
    public List<RtpMap> rtpMaps() {
        List<RtpMap> declared = attributes.all("rtpmap").stream()
                .map(RtpMap::parse)
                .flatMap(Optional::stream)
                .toList();
        return formats.stream()
                .map(format -> Numbers.parse(format, 127))
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .map(payloadType -> meaning(declared, payloadType))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<RtpMap> meaning(List<RtpMap> declared, int payloadType) {
        return declared.stream()
                .filter(map -> map.payloadType() == payloadType)
                .findFirst()
                .or(() -> RtpMap.ofStatic(payloadType));
    }

    /** Its name, by which a group refers to it (RFC 5888), if it has one. */
    public Optional<String> mid() {
        return attributes.first("mid");
    }

    /** The RTCP port said by {@code a=rtcp} (RFC 3605). */
    public OptionalInt rtcpPort() {
        return attributes
                .first("rtcp")
                .map(value -> Numbers.parse(value.split(" ", 2)[0], 65_535))
                .orElse(OptionalInt.empty());
    }

    /** The crypto lines (RFC 4568), best first; what cannot be read is left out. */
    public List<Crypto> cryptos() {
        return attributes.all("crypto").stream()
                .map(Crypto::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What a packet should last, in milliseconds, if it is said in whole ones (RFC 8866, section 6.4). */
    public OptionalInt packetMillis() {
        return millis("ptime");
    }

    /** What a packet may last at most (RFC 8866, section 6.5). */
    public OptionalInt packetMillisMax() {
        return millis("maxptime");
    }

    /** Nothing lasts no time: who says zero has not made up its mind. */
    private OptionalInt millis(String name) {
        OptionalInt said = attributes
                .first(name)
                .map(value -> Numbers.parse(value.trim(), 1_000))
                .orElse(OptionalInt.empty());
        return said.orElse(0) == 0 ? OptionalInt.empty() : said;
    }

    /** The number a header extension has here (RFC 8285), if it is offered. */
    public OptionalInt extension(String uri) {
        return attributes.all("extmap").stream()
                .map(value -> value.split(" +"))
                .filter(parts -> parts.length > 1 && parts[1].equals(uri))
                .mapToInt(parts -> Numbers.parse(parts[0].split("/", 2)[0], 255).orElse(0))
                .filter(id -> id > 0)
                .findFirst();
    }
}
