package dev.tandem.operation;

import dev.tandem.application.Connection.Asked;
import dev.tandem.application.InvitationRequest;
import dev.tandem.application.InvitationRequest.Purpose;
import dev.tandem.call.CallPlan;
import dev.tandem.call.Participant.Ringing;
import dev.tandem.call.PartyId;
import java.time.Duration;

/**
 * Somebody whom an application wants in a call, and the way to them.
 *
 * @param callerNumber what to show them
 * @param detectsMachine whether to tell if an answering machine answers
 */
public record Invitee(
        PartyId party,
        CallPlan plan,
        String callerNumber,
        String callerName,
        Duration noAnswer,
        boolean detectsMachine) {

    Ringing ringing() {
        return new Ringing(callerNumber, callerName, noAnswer);
    }

    InvitationRequest request(Purpose purpose, Asked asked, String invitationId) {
        return new InvitationRequest(purpose, asked, invitationId, detectsMachine);
    }
}
