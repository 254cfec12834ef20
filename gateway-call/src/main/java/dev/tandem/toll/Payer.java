package dev.tandem.toll;

/**
 * On whose account a call to the telephone network goes.
 *
 * @param name a user's raw id; the name of the key, service or console that an application uses; {@code number +E164} for a
 *     number of ours that sends its calls on
 * @param tenant whose
 */
public record Payer(Kind kind, String name, String tenant) {

    /** What kind it is: they have limits of their own. */
    public enum Kind {
        USER,
        APPLICATION
    }

    /** A user, by raw id. */
    public static Payer user(String rawId, String tenant) {
        return new Payer(Kind.USER, rawId, tenant);
    }

    /** An application, by the name of what proves it. */
    public static Payer application(String name, String tenant) {
        return new Payer(Kind.APPLICATION, name, tenant);
    }
}
