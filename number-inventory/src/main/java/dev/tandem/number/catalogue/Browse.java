package dev.tandem.number.catalogue;

import dev.tandem.number.Capabilities;
import dev.tandem.number.NumberType;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A look at what is on sale. Country: ISO 3166-1.
 *
 * @param wanted capabilities the numbers must cover; none wanted: any number will do
 * @param prefixes beginnings in E.164 form, such as {@code +1425}; empty: any number will do
 * @param max most numbers shown
 */
public record Browse(String country, NumberType type, Capabilities wanted, List<String> prefixes, int max) {
    private static final Pattern PREFIX = Pattern.compile("\\+[0-9]{1,15}");

    /** Throws {@link IllegalArgumentException} for a prefix that no E.164 number could have. */
    public Browse {
        prefixes = List.copyOf(prefixes);
        if (!prefixes.stream().allMatch(prefix -> PREFIX.matcher(prefix).matches())) {
            throw new IllegalArgumentException("not the beginning of an E.164 number");
        }
    }
}
