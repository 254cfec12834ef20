package dev.tandem.call;

import java.util.List;

/** A call that is up, as the directory lists it. Methods are for any thread. */
public interface LiveCall {

    /** The call's id, as REST knows it. */
    String id();

    /** The Call-ID header of the caller's leg; the call's id when nobody called us. */
    String sipCallId();

    /** The tenant it belongs to. */
    String tenant();

    /** The call as it is now. */
    CallView view();

    /** What happened so far and why. */
    List<CallTrace.Step> trace();

    /** Ends the call. */
    void end(EndReason reason);
}
