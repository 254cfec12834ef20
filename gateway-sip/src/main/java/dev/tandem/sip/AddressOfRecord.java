package dev.tandem.sip;

/**
 * The user part of an address-of-record: {@code {resource}_{user}} (the host is any that is ours).
 *
 * @param tenant the resource id, a GUID
 * @param user the user id within the resource, a GUID
 */
public record AddressOfRecord(String tenant, String user) {

    /** The user part as it stands in a SIP URI. */
    public String userPart() {
        return tenant + "_" + user;
    }

    /** Whether {@code userPart} has the shape of an address-of-record: two parts joined by an underscore. */
    public static boolean looksLikeOne(String userPart) {
        int split = userPart.indexOf('_');
        return split > 0 && split < userPart.length() - 1;
    }

    /** Reads {@code {resource}_{user}}; check {@link #looksLikeOne} first. */
    public static AddressOfRecord parse(String userPart) {
        int split = userPart.indexOf('_');
        if (split <= 0 || split == userPart.length() - 1) {
            throw new IllegalArgumentException("not an address-of-record: " + userPart);
        }
        return new AddressOfRecord(userPart.substring(0, split), userPart.substring(split + 1));
    }
}
