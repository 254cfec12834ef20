package dev.tandem.number.owned;

/** Who answers a number: the target is an identity's raw id, an application's name or a SIP URI. */
public record Assignment(Kind kind, String target) {
    /** The longest target, in characters. */
    public static final int TARGET_MAX = 255;

    /** What the target names. */
    public enum Kind {
        IDENTITY,
        APPLICATION,
        SIP
    }

    /** Throws {@link IllegalArgumentException} for a target that is blank or too long. */
    public Assignment {
        if (target.isBlank() || target.length() > TARGET_MAX) {
            throw new IllegalArgumentException("not a target");
        }
    }
}
