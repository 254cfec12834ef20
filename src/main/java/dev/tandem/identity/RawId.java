package dev.tandem.identity;

import dev.tandem.call.PartyId;
import dev.tandem.sip.AddressOfRecord;
import java.util.Optional;
import java.util.regex.Pattern;

/** An identity on the wire: {@code 8:acs:{resource}_{user}}, both GUIDs. */
public final class RawId {
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private RawId() {}

    /** Writes it. */
    public static String of(AddressOfRecord aor) {
        return PartyId.identity(aor).rawId();
    }

    /** Reads it; empty when it has another form. */
    public static Optional<AddressOfRecord> parse(String text) {
        return PartyId.of(text).addressOfRecord().filter(aor -> isGuid(aor.tenant()) && isGuid(aor.user()));
    }

    private static boolean isGuid(String text) {
        return GUID.matcher(text).matches();
    }
}
