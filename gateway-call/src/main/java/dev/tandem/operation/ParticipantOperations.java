package dev.tandem.operation;

import dev.tandem.application.Audience;
import dev.tandem.application.Connection;
import dev.tandem.application.Connection.Asked;
import dev.tandem.application.ConnectionEvent;
import dev.tandem.application.Identifier;
import dev.tandem.application.InvitationRequest;
import dev.tandem.application.InvitationRequest.Purpose;
import dev.tandem.application.Reports.ParticipantView;
import dev.tandem.call.CallControl;
import dev.tandem.call.EndReason;
import dev.tandem.call.Participant;
import dev.tandem.call.PartyId;
import dev.tandem.call.Refusal;
import dev.tandem.call.Roster;
import java.util.List;
import java.util.Optional;

/** What applications do with the participants of a call. Owned by the call loop. */
public final class ParticipantOperations {

    private final CallControl call;
    private final Audience audience;
    private final Roster roster;

    ParticipantOperations(CallControl call, Audience audience) {
        this.call = call;
        this.audience = audience;
        roster = call.roster();
    }

    /** Those who are in, as events and REST show them. */
    public List<ParticipantView> views() {
        return roster.present().stream()
                .map(one -> new ParticipantView(
                        Identifier.of(one.id()), one.seating().isMuted(), one.isOnHold()))
                .toList();
    }

    /** Why an application that is not up gets nothing done. */
    Refusal notUp() {
        return call.isOver() ? Refusal.ENDED : Refusal.NOT_CONNECTED;
    }

    /** Invites everybody a new call is for, at once: the first who cannot be reached must not end it for the others. */
    void inviteFirst(List<Invitee> invitees, Asked asked) {
        List<Participant> added = invitees.stream()
                .map(one -> add(one, one.request(Purpose.FIRST, asked, "")))
                .toList();
        for (int i = 0; i < added.size(); i++) {
            call.invite(added.get(i), invitees.get(i).plan());
        }
    }

    private Participant add(Invitee invitee, InvitationRequest request) {
        Participant added = roster.add(invitee.party(), invitee.ringing());
        audience.wants(added, request);
        return added;
    }

    /** Invites somebody; refused when they are here already or the call is full. */
    public Optional<Refusal> add(Invitee invitee, Asked asked, String invitationId) {
        if (!asked.by().isUp()) {
            return Optional.of(notUp());
        }
        if (roster.find(invitee.party()).isPresent()) {
            return Optional.of(Refusal.ALREADY_IN);
        }
        if (roster.isFull()) {
            return Optional.of(Refusal.FULL);
        }
        call.invite(add(invitee, invitee.request(Purpose.ADDED, asked, invitationId)), invitee.plan());
        return Optional.empty();
    }

    /** Takes an invitation back that has not been answered. */
    public Optional<Refusal> cancelInvitation(String invitationId, Asked asked) {
        Optional<Participant> invited = roster.all().stream()
                .filter(one -> one.isInvited() && isInvitedBy(one, invitationId))
                .findFirst();
        invited.ifPresent(one -> {
            audience.cancels(one, asked);
            one.dismiss(EndReason.CANCELLED);
        });
        return invited.isPresent() ? Optional.empty() : Optional.of(Refusal.UNKNOWN_INVITATION);
    }

    private boolean isInvitedBy(Participant participant, String invitationId) {
        return audience.request(participant)
                .filter(request -> request.invitationId().equals(invitationId))
                .isPresent();
    }

    /** Hangs up on somebody. */
    public Optional<Refusal> remove(PartyId party, Asked asked) {
        Optional<Participant> in = roster.present(party);
        in.ifPresent(one -> {
            audience.removed(one, asked);
            one.dismiss(EndReason.ENDED_BY_API);
        });
        return in.isPresent() ? Optional.empty() : Optional.of(Refusal.UNKNOWN_PARTICIPANT);
    }

    /** Silences somebody for the others; all of them must be in. */
    public Optional<Refusal> mute(List<PartyId> parties) {
        List<Participant> in = roster.present(parties);
        if (in.size() < parties.size()) {
            return Optional.of(Refusal.UNKNOWN_PARTICIPANT);
        }
        in.forEach(one -> one.seating().mute(true));
        call.changed();
        return Optional.empty();
    }

    /** Invites whom the one participant is transferred to; whoever that is must not be in doubt. */
    public Optional<Refusal> transfer(Invitee target, Optional<PartyId> transferee, Asked asked) {
        Optional<Refusal> refusal = objectionToTransfer(target, transferee, asked.by());
        if (refusal.isEmpty()) {
            asked.by().on(new ConnectionEvent.TransferStarted());
            call.invite(add(target, target.request(Purpose.TRANSFER_TARGET, asked, "")), target.plan());
        }
        return refusal;
    }

    private Optional<Refusal> objectionToTransfer(Invitee target, Optional<PartyId> transferee, Connection by) {
        if (!by.isUp() || by.isTransferring()) {
            return Optional.of(notUp());
        }
        if (roster.find(target.party()).isPresent()) {
            return Optional.of(Refusal.ALREADY_IN);
        }
        if (transferee.isPresent() && roster.present(transferee.get()).isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_PARTICIPANT);
        }
        return roster.size() == 1 ? Optional.empty() : Optional.of(Refusal.NOT_ALONE);
    }
}
