package dev.tandem.connection;

import dev.tandem.call.CallTimes;
import dev.tandem.call.CallTrace;
import dev.tandem.call.CallView.Direction;
import dev.tandem.call.Estate;
import java.time.Clock;

/**
 * What a call is for records: who and whence, its times and its trace.
 *
 * @param sipCallId the Call-ID of the caller's leg, or the call's id when nobody called us
 * @param from the caller's number or name
 * @param to what was dialled
 */
record Story(
        String id,
        String tenant,
        String sipCallId,
        Direction direction,
        String from,
        String to,
        CallTimes times,
        CallTrace trace) {

    /** A call that begins here and now. */
    static Story begin(String id, String tenant, String from, String to, Clock clock) {
        return new Story(
                id, tenant, id, Direction.OUTBOUND, from, to, new CallTimes(clock.instant()), new CallTrace(clock));
    }

    /** A call that goes on. */
    static Story of(Estate estate) {
        return new Story(
                estate.id(),
                estate.tenant(),
                estate.invite().leg().callId(),
                estate.origin().direction(),
                estate.invite().callerNumber(),
                estate.invite().dialled(),
                estate.times(),
                estate.trace());
    }
}
