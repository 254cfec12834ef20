package dev.tandem.media.sdp;

/**
 * One {@code a=} line (RFC 8866, section 5.13).
 *
 * @param name what stands before the colon
 * @param value what stands after it; empty for a property attribute
 */
public record Attribute(String name, String value) {

    /** A property attribute, e.g. {@code a=rtcp-mux}. */
    public static Attribute flag(String name) {
        return new Attribute(name, "");
    }

    /** A value attribute, e.g. {@code a=mid:0}. */
    public static Attribute of(String name, String value) {
        return new Attribute(name, value);
    }

    static Attribute parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? flag(text) : new Attribute(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return value.isEmpty() ? name : name + ":" + value;
    }
}
