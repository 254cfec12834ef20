package dev.tandem.principal;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which part of the API a request is for, told by the first segment of its path: it decides which permission changes
 * things there, and requests are counted by it. What nobody named here belongs to the administrators.
 */
public enum OperationFamily {
    /** Phone numbers and the stock they come from. */
    NUMBERS(Permission.NUMBERS),
    /** Calls, and what is kept of them. */
    CALLS(Permission.CALLS),
    /** Users and their tokens. */
    IDENTITIES(Permission.CALLS),
    /** Trunks, routes, keys and everything else. */
    ADMINISTRATION(Permission.ADMIN);

    /** Sent by POST, because they carry a body, but they change nothing. */
    private static final Pattern READING_POST =
            Pattern.compile(".*[:/](browse|testRoutesWithNumber|operatorInformation/:search)");

    private final Permission permission;

    OperationFamily(Permission permission) {
        this.permission = permission;
    }

    /** The family of a normalised path. */
    public static OperationFamily of(String path) {
        String first = path.substring(Math.min(1, path.length())).split("[/:]", 2)[0];
        return switch (first) {
            case "phoneNumbers", "availablePhoneNumbers", "inventory" -> NUMBERS;
            case "calling", "calls", "callRecords", "recordings", "demo" -> CALLS;
            case "identities" -> IDENTITIES;
            default -> ADMINISTRATION;
        };
    }

    /** Whether who has {@code granted} may do this. */
    static boolean allows(Set<Permission> granted, String method, String path) {
        if (granted.contains(Permission.ADMIN)) {
            return true;
        }
        boolean keys = path.startsWith("/accessKeys");
        return reads(method, path) ? !granted.isEmpty() && !keys : granted.contains(of(path).permission);
    }

    private static boolean reads(String method, String path) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> true;
            case "POST" -> READING_POST.matcher(path).matches();
            default -> false;
        };
    }
}
