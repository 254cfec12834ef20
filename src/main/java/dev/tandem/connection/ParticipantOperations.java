package dev.tandem.connection;

import dev.tandem.connection.ConferenceCalls.Invitee;
import dev.tandem.connection.Connection.Asked;
import dev.tandem.connection.Participant.Purpose;
import dev.tandem.connection.Reports.ParticipantView;
import java.util.List;
import java.util.Optional;

/** What applications do with the participants of a call. Owned by the call loop. */
public final class ParticipantOperations {

    private final ConferenceCall call;
    private final Roster roster;

    ParticipantOperations(ConferenceCall call, Roster roster) {
        this.call = call;
        this.roster = roster;
    }

    /** Those who are in, as REST shows them. */
    public List<ParticipantView> views() {
        return roster.views();
    }

    /** Invites somebody; refused when they are here already or the call is full. */
    public Optional<Refusal> add(Invitee invitee, Asked asked, String invitationId) {
        if (!asked.by().isUp()) {
            return Optional.of(call.notUp());
        }
        if (roster.find(invitee.party()).isPresent()) {
            return Optional.of(Refusal.ALREADY_IN);
        }
        if (roster.isFull()) {
            return Optional.of(Refusal.FULL);
        }
        call.invite(roster.add(invitee.party(), invitee.terms(Purpose.ADDED, asked, invitationId)), invitee.plan());
        return Optional.empty();
    }

    /** Takes an invitation back that has not been answered. */
    public Optional<Refusal> cancelInvitation(String invitationId, Asked asked) {
        Optional<Participant> invited = roster.all().stream()
                .filter(one -> one.isInvited() && one.terms().invitationId().equals(invitationId))
                .findFirst();
        invited.ifPresent(one -> one.cancel(asked));
        return invited.isPresent() ? Optional.empty() : Optional.of(Refusal.UNKNOWN_INVITATION);
    }

    /** Hangs up on somebody. */
    public Optional<Refusal> remove(PartyId party, Asked asked) {
        Optional<Participant> in = roster.present(party);
        in.ifPresent(one -> call.removed(one, asked));
        return in.isPresent() ? Optional.empty() : Optional.of(Refusal.UNKNOWN_PARTICIPANT);
    }

    /** Silences somebody for the others; all of them must be in. */
    public Optional<Refusal> mute(List<PartyId> parties) {
        List<Participant> in = roster.present(parties);
        if (in.size() < parties.size()) {
            return Optional.of(Refusal.UNKNOWN_PARTICIPANT);
        }
        in.forEach(one -> one.mute(true));
        call.membersChanged();
        return Optional.empty();
    }

    /** Invites whom the one participant is transferred to; whoever that is must not be in doubt. */
    public Optional<Refusal> transfer(Invitee target, Optional<PartyId> transferee, Asked asked) {
        Optional<Refusal> refusal = objectionToTransfer(target, transferee, asked.by());
        if (refusal.isEmpty()) {
            asked.by().on(new ConnectionEvent.TransferStarted());
            call.invite(roster.add(target.party(), target.terms(Purpose.TRANSFER_TARGET, asked, "")), target.plan());
        }
        return refusal;
    }

    private Optional<Refusal> objectionToTransfer(Invitee target, Optional<PartyId> transferee, Connection by) {
        if (!by.isUp() || by.isTransferring()) {
            return Optional.of(call.notUp());
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
