package dev.tandem.number.provider;

import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.Price;
import java.util.List;

/** Numbers a provider would sell, all on the same terms. */
public record FoundNumbers(List<E164> numbers, Capabilities capabilities, Price price) {
    private static final FoundNumbers NOTHING = new FoundNumbers(List.of(), Capabilities.CALLS, Price.of("0", "USD"));

    /** Sold out, or not to be reached. */
    public static FoundNumbers nothing() {
        return NOTHING;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return numbers.isEmpty();
    }
}
