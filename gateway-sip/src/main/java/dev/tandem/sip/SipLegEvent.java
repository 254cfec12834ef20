package dev.tandem.sip;

import java.util.Optional;

/** What happened on a {@link SipLeg}. After {@link Ended} or {@link Rejected} nothing more is reported. */
public sealed interface SipLegEvent {

    /** The same with what their Reason header said; only the end of a leg has one. */
    default SipLegEvent because(Optional<Reason> why) {
        return this;
    }

    /** A provisional response other than 100, e.g. 180 or 183, with early SDP if it had any (UAC). */
    record Progress(int status, Optional<String> sdp) implements SipLegEvent {}

    /** 200 to our INVITE, with its SDP; the ACK has been sent (UAC). */
    record Answered(String sdp) implements SipLegEvent {}

    /**
     * The leg never came to be (UAC): a final response 300-699, 408 when nobody answered in time, 503 when the transport
     * failed, 487 after our own {@link SipLeg#hangUp()}.
     */
    record Rejected(int status, String reason, Optional<Reason> why) implements SipLegEvent {
        /** Without a Reason header. */
        public Rejected(int status, String reason) {
            this(status, reason, Optional.empty());
        }

        @Override
        public Rejected because(Optional<Reason> said) {
            return new Rejected(status, reason, said);
        }
    }

    /** The ACK of our 200 arrived, with SDP if the offer was ours (UAS). */
    record Acknowledged(Optional<String> sdp) implements SipLegEvent {}

    /** The remote side offers a new session, by re-INVITE or UPDATE; answer or refuse it. */
    record OfferReceived(String sdp) implements SipLegEvent {}

    /** The remote side wants an offer of ours, by a re-INVITE without one; make or refuse it as the answer to an offer. */
    record OfferWanted() implements SipLegEvent {}

    /** The remote side answered our offer, that of a re-INVITE of ours or one it had wanted. */
    record OfferAnswered(String sdp) implements SipLegEvent {}

    /** The remote side refused our offer, or has left it unanswered; the session goes on as it was. */
    record OfferRefused(int status) implements SipLegEvent {}

    /** A digit by INFO ({@code application/dtmf-relay} or {@code application/dtmf}), already answered with 200. */
    record DigitReceived(char digit, int durationMillis) implements SipLegEvent {}

    /** The leg is over; {@code why} is what the Reason header of their BYE or CANCEL said (RFC 3326). */
    record Ended(Cause cause, int status, String reason, Optional<Reason> why) implements SipLegEvent {
        /** Without a Reason header. */
        public Ended(Cause cause, int status, String reason) {
            this(cause, status, reason, Optional.empty());
        }

        @Override
        public Ended because(Optional<Reason> said) {
            return new Ended(cause, status, reason, said);
        }
    }

    /** Why a leg ended. */
    enum Cause {
        /** The remote side sent BYE. */
        REMOTE_BYE,
        /** The remote side sent CANCEL before we answered. */
        REMOTE_CANCEL,
        /** We ended or refused it ourselves. */
        LOCAL,
        /** No ACK for our 200, or no response to a request inside the dialog. */
        TIMEOUT,
        /** The flow or connection was lost, or could not be made. */
        TRANSPORT,
        /** The session timer ran out (RFC 4028). */
        SESSION_EXPIRED
    }
}
