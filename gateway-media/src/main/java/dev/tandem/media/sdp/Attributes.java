package dev.tandem.media.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The {@code a=} lines of one section, in order, found by name. */
public record Attributes(List<Attribute> lines) {

    /** Copies the list, so that it is a value. */
    public Attributes {
        lines = List.copyOf(lines);
    }

    /** The value of the first attribute of that name. */
    public Optional<String> first(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .map(Attribute::value)
                .findFirst();
    }

    /** The values of all attributes of that name. */
    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .map(Attribute::value)
                .toList();
    }

    /** All attributes of that name, as they are. */
    public List<Attribute> named(String name) {
        return lines.stream().filter(line -> line.name().equals(name)).toList();
    }

    /** Whether there is an attribute of that name. */
    public boolean has(String name) {
        return first(name).isPresent();
    }

    /** The direction said here (RFC 8866, section 6.7), if any. */
    public Optional<Direction> direction() {
        for (Direction direction : Direction.values()) {
            if (has(direction.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }
}
