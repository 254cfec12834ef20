package dev.tandem.connection;

import dev.tandem.connection.Participant.Terms;
import dev.tandem.connection.Reports.ParticipantView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is in a call or invited. Changed on the call loop; may be read by any thread. */
final class Roster {

    private final ParticipantHome home;
    private final int most;
    private final List<Participant> participants = new CopyOnWriteArrayList<>();
    private int named;

    /** An empty one, for at most {@code most} participants. */
    Roster(ParticipantHome home, int most) {
        this.home = home;
        this.most = most;
    }

    /** Adds somebody who has yet to be invited or to arrive. */
    Participant add(PartyId party, Terms terms) {
        Participant participant = new Participant(party, "participant-" + ++named, terms, home);
        participants.add(participant);
        return participant;
    }

    void remove(Participant participant) {
        participants.remove(participant);
    }

    /** How many are in or invited. */
    int size() {
        return participants.size();
    }

    boolean isFull() {
        return participants.size() >= most;
    }

    /** Those who are in or invited. */
    List<Participant> all() {
        return participants;
    }

    /** Whoever is in or invited under that id. */
    Optional<Participant> find(PartyId party) {
        return participants.stream().filter(one -> one.id().equals(party)).findFirst();
    }

    /** Those who are in. */
    List<Participant> present() {
        return participants.stream().filter(Participant::isIn).toList();
    }

    /** Whoever is in under that id. */
    Optional<Participant> present(PartyId party) {
        return find(party).filter(Participant::isIn);
    }

    /** Those of the parties who are in. */
    List<Participant> present(List<PartyId> parties) {
        return present().stream().filter(one -> parties.contains(one.id())).toList();
    }

    /** Those who are in, as events and REST show them. */
    List<ParticipantView> views() {
        return present().stream()
                .map(one -> new ParticipantView(Identifier.of(one.id()), one.isMuted(), one.isOnHold()))
                .toList();
    }
}
