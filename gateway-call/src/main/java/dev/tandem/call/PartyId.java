package dev.tandem.call;

import dev.tandem.sip.AddressOfRecord;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who takes part in a call, by raw id: {@code 4:+E164}, {@code 8:acs:{resource}_{user}} or {@code sip:user@host}. The one
 * place that knows how these are spelt.
 *
 * @param kind which of them
 * @param rawId the whole id
 */
public record PartyId(Kind kind, String rawId) {

    private static final String IDENTITY_PREFIX = "8:acs:";

    private static final Pattern PHONE = Pattern.compile("4:\\+[1-9][0-9]{6,14}");
    private static final Pattern IDENTITY = Pattern.compile(IDENTITY_PREFIX + "[A-Za-z0-9-]{1,64}_[A-Za-z0-9-]{1,64}");
    private static final Pattern SIP = Pattern.compile("sip:[^@;?\\s]{1,64}@[^\\s]{1,253}");

    /** What kind of party it is. */
    public enum Kind {
        PHONE,
        IDENTITY,
        SIP,
        /** A caller who hid their number or showed something else; nobody can be invited by it. */
        OTHER
    }

    /** Reads a raw id that somebody can be invited by. */
    public static Optional<PartyId> parse(String rawId) {
        PartyId party = of(rawId);
        return party.kind == Kind.OTHER ? Optional.empty() : Optional.of(party);
    }

    /** Any raw id, such as that of a caller. */
    public static PartyId of(String rawId) {
        if (PHONE.matcher(rawId).matches()) {
            return new PartyId(Kind.PHONE, rawId);
        }
        if (IDENTITY.matcher(rawId).matches()) {
            return new PartyId(Kind.IDENTITY, rawId);
        }
        return new PartyId(SIP.matcher(rawId).matches() ? Kind.SIP : Kind.OTHER, rawId);
    }

    /** A phone number, E.164; carriers leave out its plus. */
    public static PartyId phone(String number) {
        return of("4:" + (number.startsWith("+") ? number : "+" + number));
    }

    /** An identity of ours. */
    public static PartyId identity(AddressOfRecord aor) {
        return of(IDENTITY_PREFIX + aor.userPart());
    }

    /** Where an identity registers; empty for everybody else. */
    public Optional<AddressOfRecord> addressOfRecord() {
        return kind == Kind.IDENTITY
                ? Optional.of(AddressOfRecord.parse(rawId.substring(IDENTITY_PREFIX.length())))
                : Optional.empty();
    }

    /** The id without its prefix: the number of a phone. */
    public String value() {
        return rawId.startsWith("4:") ? rawId.substring(2) : rawId;
    }

    @Override
    public String toString() {
        return rawId;
    }
}
