package dev.tandem.acs;

/** A phone number in a query. */
public final class NumberParameter {

    private NumberParameter() {}

    /** The number with its plus: one that was not escaped arrives as a space. */
    public static String withPlus(String text) {
        return text.startsWith(" ") ? "+" + text.substring(1) : text;
    }
}
