package dev.tandem.sip.leg;

import dev.tandem.sip.SipLegEvent;
import java.time.Duration;
import java.util.Optional;

/** What a leg's state machine wants done. */
public sealed interface LegAction {

    /** ACK the 2xx at hand. */
    record SendAck() implements LegAction {}

    /** CANCEL our INVITE. */
    record SendCancel() implements LegAction {}

    /** BYE. */
    record SendBye() implements LegAction {}

    /** Our INVITE once more, with what the response asked for. */
    record SendInviteAgain() implements LegAction {}

    /** A provisional response to the INVITE. */
    record SendProvisional(int status, Optional<String> sdp) implements LegAction {}

    /** 200 to the INVITE, until its ACK. */
    record SendAnswer(String sdp) implements LegAction {}

    /** A final refusal of the INVITE. */
    record SendRefusal(int status, String reason, Duration retryAfter) implements LegAction {}

    /** Tell the owner. */
    record Report(SipLegEvent event) implements LegAction {}
}
