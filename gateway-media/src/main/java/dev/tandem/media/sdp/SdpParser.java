package dev.tandem.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads a session description (RFC 8866) from the wire. What cannot be read is a value, never an exception; lines of
 * unknown types and attributes of unknown names are passed over, as the RFC asks.
 *
 * <p>Bounded: {@value #CHARACTERS_MAX} characters, {@value #LINES_MAX} lines, {@value #MEDIA_MAX} streams.
 */
public final class SdpParser {
    static final int CHARACTERS_MAX = 65_536;
    static final int LINES_MAX = 1_000;
    static final int MEDIA_MAX = 16;

    /** What some devices end the text with: what ends a string in their memory. */
    private static final char NUL = 0;

    /** What becomes of a {@code c=} line that names a host instead of giving its address (RFC 8866, section 5.7). */
    public enum HostNames {
        /** It cannot be read. */
        REFUSED,
        /** It stays a name, for whoever sends there to look up. */
        KEPT
    }

    /** What reading a description came to. */
    public sealed interface Reading {}

    /** It could be read. */
    public record Parsed(SessionDescription description) implements Reading {}

    /** It could not; the reason is ours, nothing of the text is in it. */
    public record Unreadable(String reason) implements Reading {}

    private @Nullable Origin origin;
    private @Nullable ConnectionAddress connection;
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<MediaDescription> media = new ArrayList<>();
    private @Nullable OpenMedia open;

    private final HostNames names;

    private SdpParser(HostNames names) {
        this.names = names;
    }

    /** Reads a description for one who can look no name up. Any thread. */
    public static Reading parse(String text) {
        return parse(text, HostNames.REFUSED);
    }

    /** Reads a description. Any thread. */
    public static Reading parse(String text, HostNames names) {
        if (text.length() > CHARACTERS_MAX) {
            return new Unreadable("description too long");
        }
        String[] lines = withoutNul(text).split("\r\n|\n|\r", LINES_MAX + 1);
        if (lines.length > LINES_MAX) {
            return new Unreadable("too many lines");
        }
        return new SdpParser(names).read(lines);
    }

    private static String withoutNul(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == NUL || Character.isWhitespace(text.charAt(end - 1)))) {
            end--;
        }
        return text.substring(0, end);
    }

    private Reading read(String[] lines) {
        int version = 0;
        while (version < lines.length && lines[version].isBlank()) {
            version++;
        }
        if (version == lines.length || !lines[version].stripTrailing().equals("v=0")) {
            return new Unreadable("no version line");
        }
        for (int i = version + 1; i < lines.length; i++) {
            Optional<String> fault = lines[i].isBlank() ? Optional.empty() : line(lines[i]);
            if (fault.isPresent()) {
                return new Unreadable(fault.get());
            }
        }
        closeMedia();
        Origin found = origin;
        if (found == null) {
            return new Unreadable("no origin line");
        }
        return new Parsed(
                new SessionDescription(found, Optional.ofNullable(connection), new Attributes(attributes), media));
    }

    /** Takes one line in; the fault found, if any. */
    private Optional<String> line(String line) {
        if (line.length() < 2 || line.charAt(1) != '=') {
            return Optional.of("not a type=value line");
        }
        String value = line.substring(2).stripTrailing();
        return switch (line.charAt(0)) {
            case 'o' -> origin(value);
            case 'c' -> connection(value);
            case 'a' -> attribute(value);
            case 'm' -> media(value);
            default -> Optional.empty();
        };
    }

    private Optional<String> origin(String value) {
        Optional<Origin> parsed = Origin.parse(value);
        origin = parsed.orElse(null);
        return parsed.isPresent() ? Optional.empty() : Optional.of("bad origin line");
    }

    private Optional<String> connection(String value) {
        ConnectionAddress address = ConnectionAddress.parse(value)
                .filter(said -> names == HostNames.KEPT || said.address().isPresent())
                .orElse(null);
        if (open != null) {
            open.connection = address;
        } else {
            connection = address;
        }
        return address != null ? Optional.empty() : Optional.of("bad connection line");
    }

    private Optional<String> attribute(String value) {
        (open != null ? open.attributes : attributes).add(Attribute.parse(value));
        return Optional.empty();
    }

    private Optional<String> media(String value) {
        closeMedia();
        String[] parts = value.trim().split(" +");
        if (parts.length < 4 || media.size() == MEDIA_MAX) {
            return Optional.of("bad or one too many media lines");
        }
        OptionalInt port = Numbers.parse(parts[1].split("/", 2)[0], 65_535);
        if (port.isEmpty()) {
            return Optional.of("bad media port");
        }
        open = new OpenMedia(parts[0], port.getAsInt(), parts[2], List.of(parts).subList(3, parts.length));
        return Optional.empty();
    }

    private void closeMedia() {
        if (open != null) {
            media.add(open.close());
            open = null;
        }
    }

    /** The {@code m=} section being read. */
    private static final class OpenMedia {
        private final String type;
        private final int port;
        private final String protocol;
        private final List<String> formats;
        private final List<Attribute> attributes = new ArrayList<>();
        private @Nullable ConnectionAddress connection;

        OpenMedia(String type, int port, String protocol, List<String> formats) {
            this.type = type;
            this.port = port;
            this.protocol = protocol;
            this.formats = formats;
        }

        MediaDescription close() {
            return new MediaDescription(
                    type, port, protocol, formats, Optional.ofNullable(connection), new Attributes(attributes));
        }
    }
}
