package dev.tandem.toll;

import java.time.Instant;

/** Decides about calls to the telephone network. Never blocks; for any thread. */
public interface TollGate {

    /** Every call may pass, and none is counted. */
    TollGate OPEN = (call, now) -> new TollDecision.Passed(Charge.NONE);

    /** Decides about a call that is about to be placed. */
    TollDecision pass(TollCall call, Instant now);
}
