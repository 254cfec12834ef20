package dev.tandem.number.sale;

import dev.tandem.number.E164;
import java.util.List;

/** How an attempt to buy what is held ended, with the numbers bought (none unless the outcome is PURCHASED). */
public record Purchase(Outcome outcome, List<E164> numbers) {
    /** All but PURCHASED and UNSETTLED leave everything as it was. */
    public enum Outcome {
        PURCHASED,
        ALREADY_PURCHASED,
        EXPIRED,
        CANCELLED,
        OUT_OF_STOCK,
        NOT_FOUND,
        /** The provider did not say whether it sold; ask again. */
        UNSETTLED
    }

    static Purchase refused(Outcome outcome) {
        return new Purchase(outcome, List.of());
    }
}
