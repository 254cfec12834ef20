package dev.tandem.call;

import dev.tandem.sip.IncomingInvite;
import java.util.concurrent.CompletionStage;

/** Decides where a call goes. Never blocks the caller: the decision is made on a worker. */
public interface CallRouter {

    /** The plan for an admitted INVITE; never fails, a fault of ours becomes a refusal with 500. */
    CompletionStage<CallPlan> route(IncomingInvite invite);
}
