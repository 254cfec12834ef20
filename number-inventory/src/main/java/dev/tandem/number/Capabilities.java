package dev.tandem.number;

/** What a number can do, or what is wanted of it. */
public record Capabilities(Capability calling, Capability sms) {
    /** Calls both ways, no SMS. */
    public static final Capabilities CALLS = new Capabilities(Capability.INBOUND_OUTBOUND, Capability.NONE);

    /** Whether a number that can do this can do what is wanted. */
    public boolean covers(Capabilities wanted) {
        return calling.covers(wanted.calling) && sms.covers(wanted.sms);
    }
}
