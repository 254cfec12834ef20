package dev.tandem.automation;

import dev.tandem.acs.AcsException;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallPlan;
import dev.tandem.call.CallSession;
import dev.tandem.call.LiveCall;
import dev.tandem.config.TandemConfig;
import dev.tandem.connection.ConferenceCall;
import dev.tandem.connection.ConferenceCalls;
import dev.tandem.connection.ConferenceCalls.Attached;
import dev.tandem.connection.ConferenceCalls.Invitee;
import dev.tandem.connection.Connection;
import dev.tandem.connection.IncomingCallContexts;
import dev.tandem.connection.Refusal;
import dev.tandem.gateway.Gateway;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds calls and connections by what requests call them, and attaches applications to them. Blocks: workers only. */
@Singleton
class Attachments {

    private final ConferenceCalls calls;
    private final CallDirectory directory;
    private final IncomingCallContexts contexts;
    private final int participantsMax;

    Attachments(Gateway gateway, CallDirectory directory, IncomingCallContexts contexts, TandemConfig config) {
        this.calls = gateway.conferenceCalls();
        this.directory = directory;
        this.contexts = contexts;
        this.participantsMax = config.limits().participants();
    }

    /** The connection of that id. */
    Attached find(String tenant, String connectionId) {
        return calls.find(tenant, connectionId).orElseThrow(() -> Invitations.refused(Refusal.ENDED));
    }

    void requireRoomFor(int participants) {
        if (participants > participantsMax) {
            throw AcsException.forbidden("A call may have " + participantsMax + " participants.");
        }
    }

    ConferenceCall create(String tenant, Connection connection, List<Invitee> invitees) {
        String from = connection
                .parties()
                .callerId()
                .or(() -> connection.parties().source())
                .map(party -> party.value())
                .orElse("application");
        CompletionStage<ConferenceCall> created = calls.create(tenant, from, connection, invitees)
                .orElseThrow(() -> Invitations.tooMany("There are as many calls as allowed."));
        try {
            return Invitations.answerOf(created);
        } catch (AcsException late) {
            // Clients try again, and nobody would know of the first call's id.
            created.thenAccept(ConferenceCall::forsake);
            throw late;
        }
    }

    /** The call an incoming call context stands for. */
    CallSession offered(String tenant, @Nullable String context) {
        String callId = contexts.callId(tenant, Fields.required(context, "incomingCallContext"))
                .orElseThrow(() -> AcsException.badRequest(
                        "The incoming call context is not one that was given out here.", "incomingCallContext"));
        Optional<LiveCall> call = directory.find(callId);
        if (call.isPresent() && call.get() instanceof CallSession session) {
            return session;
        }
        throw notWaiting();
    }

    private static AcsException notWaiting() {
        return AcsException.notFound("A call that waits for this decision");
    }

    void take(CallSession offered, Connection connection) {
        if (!Invitations.answerOf(calls.take(offered, connection))) {
            throw notWaiting();
        }
    }

    void decide(CallSession offered, CallPlan plan) {
        if (!Invitations.answerOf(offered.decide(plan))) {
            throw notWaiting();
        }
    }

    /** Attaches to a call that is up, be it under an application's control or between two parties. */
    void connect(String tenant, String callId, Connection connection) {
        LiveCall live = live(tenant, callId);
        if (live instanceof ConferenceCall call) {
            Invitations.orElseRefuse(Invitations.answerOf(call.ask(up -> up.attach(connection))));
        } else if (!(live instanceof CallSession session && Invitations.answerOf(calls.take(session, connection)))) {
            throw AcsException.notFound("A connected call " + callId);
        }
    }

    LiveCall live(String tenant, String callId) {
        return directory
                .find(callId)
                .filter(live -> live.tenant().equals(tenant))
                .orElseThrow(() -> AcsException.notFound("A connected call " + callId));
    }

    /** A call that applications control. */
    ConferenceCall controlled(String tenant, String callId) {
        return findControlled(tenant, callId)
                .orElseThrow(() -> AcsException.notFound("A call under an application's control, " + callId));
    }

    Optional<ConferenceCall> findControlled(String tenant, String callId) {
        return directory
                .find(callId)
                .filter(live -> live.tenant().equals(tenant) && live instanceof ConferenceCall)
                .map(ConferenceCall.class::cast);
    }

    static String serverCallId(Bodies.@Nullable CallLocator locator) {
        if (locator == null || (locator.kind() != null && !locator.kind().equals("serverCallLocator"))) {
            throw AcsException.badRequest("Calls are found by a serverCallLocator.", "callLocator");
        }
        return Fields.required(locator.serverCallId(), "callLocator.serverCallId");
    }
}
