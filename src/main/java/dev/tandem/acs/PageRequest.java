package dev.tandem.acs;

import jakarta.ws.rs.core.UriInfo;

/**
 * Which part of a list is asked for, by the query parameters {@code skip} and {@code top}.
 *
 * @param skip items to leave out
 * @param top most items to answer, 1-100
 */
public record PageRequest(int skip, int top) {

    private static final int TOP_MAX = 100;

    /** Reads the parameters; absent ones mean the first 100. A {@code top} above 100 is answered with pages of 100. */
    public static PageRequest of(UriInfo uri) {
        return of(uri, "top");
    }

    /** The same where the API calls {@code top} something else, such as {@code maxPageSize}. */
    public static PageRequest of(UriInfo uri, String topName) {
        int skip = read(uri, "skip", 0, 0);
        int top = read(uri, topName, TOP_MAX, 1);
        return new PageRequest(skip, Math.min(top, TOP_MAX));
    }

    private static int read(UriInfo uri, String name, int absent, int least) {
        String text = uri.getQueryParameters().getFirst(name);
        if (text == null || text.isEmpty()) {
            return absent;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, as a number out of range is.
        }
        throw AcsException.badRequest("The parameter " + name + " must be a number of at least " + least + ".", name);
    }
}
