package dev.tandem.number;

/** What kind of number it is; each has its own rules about who may hold it. */
public enum NumberType {
    GEOGRAPHIC,
    TOLL_FREE,
    MOBILE;

    /** Whether a number of this type may be bought for that use: a person's number is always a geographic one. */
    public boolean allows(AssignmentType use) {
        return use == AssignmentType.APPLICATION || this == GEOGRAPHIC;
    }
}
