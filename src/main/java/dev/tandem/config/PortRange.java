package dev.tandem.config;

/**
 * A closed range of ports, written {@code first-last}.
 *
 * @param first lowest port
 * @param last highest port
 */
public record PortRange(int first, int last) {

    /** Refuses what is no range of ports above the privileged ones. */
    public PortRange {
        if (first < 1024 || last > 65535 || first > last) {
            throw new IllegalArgumentException(
                    "a port range is first-last within 1024-65535, not " + first + "-" + last);
        }
    }

    /** Reads {@code 40000-49999}; configuration finds this method by its name. */
    public static PortRange of(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            throw new IllegalArgumentException("a port range is written first-last, as 40000-49999, not " + text);
        }
        try {
            return new PortRange(
                    Integer.parseInt(text.substring(0, dash).trim()),
                    Integer.parseInt(text.substring(dash + 1).trim()));
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("a port range is written first-last, as 40000-49999, not " + text);
        }
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
