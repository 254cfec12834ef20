package dev.tandem.media.sdp;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a payload type means (RFC 8866, section 6.6).
 *
 * @param payloadType 0 to 127
 * @param encoding the registered encoding name; case does not matter
 * @param clockRateHz RTP timestamp units a second
 * @param channels audio channels; 1 when not said
 */
public record RtpMap(int payloadType, String encoding, int clockRateHz, int channels) {

    /** A map for one channel. */
    public static RtpMap mono(int payloadType, String encoding, int clockRateHz) {
        return new RtpMap(payloadType, encoding, clockRateHz, 1);
    }

    /** What a static payload type means without an rtpmap (RFC 3551, section 6); only the ones spoken here. */
    public static Optional<RtpMap> ofStatic(int payloadType) {
        return switch (payloadType) {
            case 0 -> Optional.of(mono(0, "PCMU", 8000));
            case 8 -> Optional.of(mono(8, "PCMA", 8000));
            case 9 -> Optional.of(mono(9, "G722", 8000));
            case 13 -> Optional.of(mono(13, "CN", 8000));
            case 18 -> Optional.of(mono(18, "G729", 8000));
            default -> Optional.empty();
        };
    }

    /** Reads the value of an rtpmap attribute; empty when it is not one. */
    static Optional<RtpMap> parse(String value) {
        int space = value.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        OptionalInt payloadType = Numbers.parse(value.substring(0, space), 127);
        String[] parts = value.substring(space + 1).trim().split("/", 4);
        if (payloadType.isEmpty() || parts.length < 2 || parts.length > 3) {
            return Optional.empty();
        }
        OptionalInt clock = Numbers.parse(parts[1], 192_000);
        OptionalInt channels = parts.length == 3 ? Numbers.parse(parts[2], 255) : OptionalInt.of(1);
        if (clock.isEmpty() || clock.getAsInt() == 0 || channels.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RtpMap(payloadType.getAsInt(), parts[0], clock.getAsInt(), channels.getAsInt()));
    }

    /** The same under another number. */
    public RtpMap numbered(int otherPayloadType) {
        return new RtpMap(otherPayloadType, encoding, clockRateHz, channels);
    }

    /** Whether this is that encoding at that clock rate. */
    public boolean is(String name, int rateHz) {
        return encoding.equalsIgnoreCase(name) && clockRateHz == rateHz;
    }

    /** The attribute that says this. */
    public Attribute attribute() {
        String rate = encoding + "/" + clockRateHz + (channels == 1 ? "" : "/" + channels);
        return Attribute.of("rtpmap", payloadType + " " + rate);
    }
}
