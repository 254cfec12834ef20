package dev.tandem.identity;

import dev.tandem.sip.AddressOfRecord;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of an identity on the wire: {@code 8:acs:{resource}_{user}}. */
public final class RawId {

    private static final String GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern FORM = Pattern.compile("8:acs:(" + GUID + ")_(" + GUID + ")");

    private RawId() {}

    /** Writes it. */
    public static String of(AddressOfRecord aor) {
        return "8:acs:" + aor.userPart();
    }

    /** Reads it; empty when it has another form. */
    public static Optional<AddressOfRecord> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches() ? Optional.of(new AddressOfRecord(parts.group(1), parts.group(2))) : Optional.empty();
    }
}
