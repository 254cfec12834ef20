package dev.tandem.call;

import dev.tandem.call.Participant.Ringing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is in a call or on the way into it. Changed on the call loop; may be read by any thread. */
public final class Roster {

    private final ParticipantOwner owner;
    private final int most;
    private final List<Participant> participants = new CopyOnWriteArrayList<>();
    private int named;

    /** An empty one, for at most {@code most} participants. */
    Roster(ParticipantOwner owner, int most) {
        this.owner = owner;
        this.most = most;
    }

    /** Adds somebody who has yet to be rung. */
    public Participant add(PartyId party, Ringing ringing) {
        return add(party, "participant-" + ++named, ringing);
    }

    Participant add(PartyId party, String name, Ringing ringing) {
        Participant participant = new Participant(party, name, ringing, owner);
        participants.add(participant);
        return participant;
    }

    void remove(Participant participant) {
        participants.remove(participant);
    }

    /** How many are in or on the way. */
    public int size() {
        return participants.size();
    }

    /** Whether nobody else may come. */
    public boolean isFull() {
        return participants.size() >= most;
    }

    /** Those who are in or on the way. */
    public List<Participant> all() {
        return participants;
    }

    /** Whoever is in or on the way under that id. */
    public Optional<Participant> find(PartyId party) {
        return participants.stream().filter(one -> one.id().equals(party)).findFirst();
    }

    /** Those who are in. */
    public List<Participant> present() {
        return participants.stream().filter(Participant::isIn).toList();
    }

    /** Whoever is in under that id. */
    public Optional<Participant> present(PartyId party) {
        return find(party).filter(Participant::isIn);
    }

    /** Those of the parties who are in. */
    public List<Participant> present(List<PartyId> parties) {
        return present().stream().filter(one -> parties.contains(one.id())).toList();
    }

    /** Whoever placed the call and waits for an answer. */
    Optional<Participant> waiting() {
        return participants.stream().filter(Participant::isWaiting).findFirst();
    }
}
