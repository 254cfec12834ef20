package dev.tandem.media.dtmf;

/** The sixteen digits and their event codes (RFC 4733, section 3.2, table 3). */
public final class DtmfDigits {
    /** All digits; the index is the event code. */
    public static final String ALL = "0123456789*#ABCD";

    /** Octets of an event payload. */
    public static final int PAYLOAD_OCTETS = 4;

    private DtmfDigits() {}

    /** The event code of a digit; -1 when it is none. */
    public static int event(char digit) {
        return ALL.indexOf(Character.toUpperCase(digit));
    }
}
