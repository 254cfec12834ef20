package dev.tandem.automation;

import dev.tandem.acs.AcsException;
import dev.tandem.application.Connection;
import dev.tandem.application.IncomingCallContexts;
import dev.tandem.call.Call;
import dev.tandem.call.CallDirectory;
import dev.tandem.call.CallPlacement;
import dev.tandem.call.CallPlan;
import dev.tandem.call.Refusal;
import dev.tandem.config.TandemConfig;
import dev.tandem.gateway.Gateway;
import dev.tandem.operation.CallAutomation;
import dev.tandem.operation.CallAutomations;
import dev.tandem.operation.CallAutomations.Attached;
import dev.tandem.operation.Invitee;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds calls and connections by what requests call them, and attaches applications to them. Blocks: workers only. */
@Singleton
class Attachments {

    private final CallAutomations automations;
    private final CallDirectory directory;
    private final IncomingCallContexts contexts;
    private final int participantsMax;

    Attachments(Gateway gateway, CallDirectory directory, IncomingCallContexts contexts, TandemConfig config) {
        this.automations = gateway.automations();
        this.directory = directory;
        this.contexts = contexts;
        this.participantsMax = config.limits().participants();
    }

    /** The connection of that id. */
    Attached find(String tenant, String connectionId) {
        return automations.find(tenant, connectionId).orElseThrow(() -> Invitations.refused(Refusal.ENDED));
    }

    void requireRoomFor(int participants) {
        if (participants > participantsMax) {
            throw AcsException.forbidden("A call may have " + participantsMax + " participants.");
        }
    }

    CallAutomation create(String tenant, Connection connection, List<Invitee> invitees) {
        String from = connection
                .parties()
                .callerId()
                .or(() -> connection.parties().source())
                .map(party -> party.value())
                .orElse("application");
        CompletionStage<CallAutomation> created = automations
                .create(tenant, from, connection, invitees)
                .orElseThrow(() -> Invitations.tooMany("There are as many calls as allowed."));
        try {
            return Invitations.answerOf(created);
        } catch (AcsException late) {
            // Clients try again, and nobody would know of the first call's id.
            created.thenAccept(CallAutomation::abandon);
            throw late;
        }
    }

    /** The call an incoming call context stands for. */
    CallPlacement offered(String tenant, @Nullable String context) {
        String callId = contexts.callId(tenant, Fields.required(context, "incomingCallContext"))
                .orElseThrow(() -> AcsException.badRequest(
                        "The incoming call context is not one that was given out here.", "incomingCallContext"));
        return findLive(tenant, callId).flatMap(Call::placement).orElseThrow(Attachments::notWaiting);
    }

    private static AcsException notWaiting() {
        return AcsException.notFound("A call that waits for this decision");
    }

    void answer(CallPlacement offered, Connection connection) {
        if (!Invitations.answerOf(automations.answer(offered.call(), connection))) {
            throw notWaiting();
        }
    }

    void decide(CallPlacement offered, CallPlan plan) {
        if (!Invitations.answerOf(offered.call().ask(() -> offered.decide(plan)))) {
            throw notWaiting();
        }
    }

    /** Attaches to a call that is up, whoever else is attached to it. */
    void connect(String tenant, String callId, Connection connection) {
        Optional<Refusal> refusal = Invitations.answerOf(automations.connect(live(tenant, callId), connection));
        if (refusal.equals(Optional.of(Refusal.NOT_CONNECTED))) {
            throw notConnected(callId);
        }
        Invitations.orElseRefuse(refusal);
    }

    /** Asks something about a call that is up. */
    <T> T ask(Call call, Function<CallAutomation, T> question) {
        return Invitations.answerOf(automations.ask(call, question));
    }

    Call live(String tenant, String callId) {
        return findLive(tenant, callId).orElseThrow(() -> notConnected(callId));
    }

    Optional<Call> findLive(String tenant, String callId) {
        return directory.find(tenant, callId);
    }

    private static AcsException notConnected(String callId) {
        return AcsException.notFound("A connected call " + callId);
    }

    static String serverCallId(Bodies.@Nullable CallLocator locator) {
        if (locator == null || (locator.kind() != null && !locator.kind().equals("serverCallLocator"))) {
            throw AcsException.badRequest("Calls are found by a serverCallLocator.", "callLocator");
        }
        return Fields.required(locator.serverCallId(), "callLocator.serverCallId");
    }
}
