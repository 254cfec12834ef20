package dev.tandem.call;

import java.util.List;

/** Keeps calls beyond their life. Called on call loops: implementations hand over to a worker and return at once. */
public interface CallLog {

    /** A call began. False when the log is so far behind that no new call should be taken. */
    boolean started(String tenant, CallView call);

    /** A call was answered. */
    void answered(String tenant, CallView call);

    /** A call ended: its final row, and the trace. */
    void ended(String tenant, CallView call, List<CallTrace.Step> trace);
}
