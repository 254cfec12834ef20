package dev.tandem.sip.leg;

import dev.tandem.sip.SipLegEvent;
import java.time.Duration;
import java.util.Optional;

/** What can happen to a leg: from the wire, from its owner, from a timer. */
public sealed interface LegEvent {

    /** 1xx to our INVITE. */
    record Provisional(int status, Optional<String> sdp) implements LegEvent {}

    /** 2xx to our INVITE, also each retransmission of it. */
    record Accepted(String sdp) implements LegEvent {}

    /** 3xx to 6xx to our INVITE; 408 for a timeout of its transaction, 503 when it could not be sent. */
    record Refused(int status, String reason) implements LegEvent {}

    /** 401, 407 or 422 that another INVITE can satisfy. */
    record Challenged() implements LegEvent {}

    /** It rang for as long as the owner wanted. */
    record NoAnswer() implements LegEvent {}

    /** The owner wants a provisional response sent. */
    record Progress(int status, Optional<String> sdp) implements LegEvent {}

    /** The owner answers. */
    record Answer(String sdp) implements LegEvent {}

    /** The owner refuses. */
    record Reject(int status, String reason, Duration retryAfter) implements LegEvent {}

    /** The owner wants it over. */
    record HangUp() implements LegEvent {}

    /** CANCEL for the INVITE we have. */
    record CancelReceived() implements LegEvent {}

    /** ACK for our 2xx. */
    record AckReceived(Optional<String> sdp) implements LegEvent {}

    /** 64*T1 went by without an ACK (section 13.3.1.4). */
    record AckOverdue() implements LegEvent {}

    /** BYE, already answered. */
    record ByeReceived() implements LegEvent {}

    /** Our BYE has its final response, or will never have one. */
    record Released() implements LegEvent {}

    /** The dialog cannot go on. */
    record Lost(SipLegEvent.Cause cause, int status, String reason) implements LegEvent {}
}
