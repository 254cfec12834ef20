package dev.tandem.call;

import java.util.concurrent.CompletionStage;

/** Keeps calls beyond their life. Called on call loops: implementations hand over to a worker and return at once. */
public interface CallLog {

    /** A call began. False when the log is so far behind that no new call should be taken. */
    boolean started(String tenant, CallView call);

    /**
     * Something happened to a call. Facts of one call are kept in the order they are told, each in one transaction with
     * its events.
     *
     * @return completes on a worker, once it is kept, with the number of endpoints the events go to; with 0 when it could
     *     not be kept for so long that it was given up, which is logged
     */
    CompletionStage<Integer> happened(CallFact fact);
}
