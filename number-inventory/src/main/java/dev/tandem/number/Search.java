package dev.tandem.number;

/** What somebody wants to buy. Country: ISO 3166-1; area code: empty text for any. */
public record Search(
        String country,
        NumberType type,
        AssignmentType assignmentType,
        Capabilities capabilities,
        String areaCode,
        int quantity) {
    /** Throws {@link IllegalArgumentException} when the quantity is not positive. */
    public Search {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity must be positive");
        }
    }

    /** The calling code of its country; 0 when there is no such country. */
    public int callingCode() {
        return NumberingPlan.callingCode(country);
    }
}
