package dev.tandem.number;

import java.util.List;

/** Numbers a provider would sell, all on the same terms. */
public record Offered(List<E164> numbers, Capabilities capabilities, Price price) {
    private static final Offered NOTHING = new Offered(List.of(), Capabilities.CALLS, Price.of("0", "USD"));

    /** Sold out, or not to be reached. */
    public static Offered nothing() {
        return NOTHING;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return numbers.isEmpty();
    }
}
