package dev.tandem.call;

import dev.tandem.sip.Reason;
import dev.tandem.sip.SipLegEvent;
import java.util.Optional;

/** Says what a SIP leg reported, in words, for the trace. */
public final class SipStep {

    private SipStep() {}

    /** The event in words. */
    public static String describe(SipLegEvent event) {
        if (event instanceof SipLegEvent.Progress progress) {
            return progress.status() + (progress.sdp().isPresent() ? " with early media" : "");
        }
        if (event instanceof SipLegEvent.Rejected rejected) {
            return rejected.status() + " " + rejected.reason() + said(rejected.why());
        }
        if (event instanceof SipLegEvent.Ended ended) {
            return "leg over: " + ended.cause() + " (" + ended.status() + " " + ended.reason() + ")"
                    + said(ended.why());
        }
        if (event instanceof SipLegEvent.OfferRefused refused) {
            return "our offer refused with " + refused.status();
        }
        if (event instanceof SipLegEvent.DigitReceived digit) {
            return "digit " + digit.digit() + " by INFO";
        }
        return describeExchange(event);
    }

    private static String said(Optional<Reason> why) {
        return why.map(reason -> "; Reason: " + reason.value()).orElse("");
    }

    private static String describeExchange(SipLegEvent event) {
        if (event instanceof SipLegEvent.Answered) {
            return "200 OK";
        }
        if (event instanceof SipLegEvent.Acknowledged) {
            return "ACK";
        }
        if (event instanceof SipLegEvent.OfferReceived) {
            return "re-INVITE or UPDATE with a new offer";
        }
        if (event instanceof SipLegEvent.OfferWanted) {
            return "re-INVITE that wants our offer";
        }
        if (event instanceof SipLegEvent.OfferAnswered) {
            return "our offer answered";
        }
        throw new AssertionError(event);
    }
}
