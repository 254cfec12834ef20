package dev.tandem.number;

/** What somebody wants to buy. Country: ISO 3166-1; area code: empty text for any. */
public record SearchCriteria(
        String country,
        NumberType type,
        AssignmentType assignmentType,
        Capabilities capabilities,
        String areaCode,
        int quantity) {
    /** Throws {@link IllegalArgumentException} when the quantity is not positive. */
    public SearchCriteria {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity must be positive");
        }
    }
}
