package dev.tandem.media.offeranswer;

/** What a description from the peer came to. */
public sealed interface Negotiation {

    /**
     * Both agree.
     *
     * @param sdp the answer to send; empty when the peer's was the answer
     */
    record Settled(String sdp, AgreedMedia media) implements Negotiation {}

    /** They do not; {@code status} is the SIP status that says so. */
    record Failed(int status, String reason) implements Negotiation {}
}
