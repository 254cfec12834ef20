package dev.tandem.principal;

/** Which part of the API an operation belongs to: requests are counted by it. It decides about no permission. */
public enum OperationFamily {
    /** Phone numbers and the stock they come from. */
    NUMBERS,
    /** Calls, and what is kept of them. */
    CALLS,
    /** Users and their tokens. */
    IDENTITIES,
    /** Trunks, routes, keys and everything else. */
    ADMINISTRATION;

    /** The family of an operation, by the first segment of the path that it was declared with. */
    public static OperationFamily of(String path) {
        String first = path.substring(Math.min(1, path.length())).split("[/:]", 2)[0];
        return switch (first) {
            case "phoneNumbers", "availablePhoneNumbers", "inventory" -> NUMBERS;
            case "calling", "calls", "callRecords", "recordings", "demo" -> CALLS;
            case "identities" -> IDENTITIES;
            default -> ADMINISTRATION;
        };
    }
}
