package dev.tandem.connection;

import dev.tandem.call.CallAction.Finish;
import dev.tandem.call.CallFact;
import dev.tandem.call.CallLeg;
import dev.tandem.call.CallLeg.Place;
import dev.tandem.call.CallPlan;
import dev.tandem.call.CallSession.Surroundings;
import dev.tandem.call.CallTrace;
import dev.tandem.call.CallView;
import dev.tandem.call.EndReason;
import dev.tandem.call.Estate;
import dev.tandem.call.LegOwner;
import dev.tandem.call.LiveCall;
import dev.tandem.connection.ConferenceCalls.Invitee;
import dev.tandem.connection.Connection.Asked;
import dev.tandem.connection.ConnectionMachine.Report;
import dev.tandem.connection.Participant.Purpose;
import dev.tandem.connection.Participant.Terms;
import dev.tandem.connection.Reports.CallIds;
import dev.tandem.connection.Reports.ParticipantView;
import dev.tandem.event.OutboxEvent;
import dev.tandem.media.Conference;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.SdpOutcome.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call whose participants meet in a conference, under the control of applications. It outlives them: when the last
 * application has left, it goes on for as long as two participants are in it.
 *
 * <p>Everything runs on the call loop that owns the call, except {@link #view}, {@link #trace}, {@link #end} and
 * {@link #ask}, which hands over to it. What one event brings is told in one fact, so that its events are kept together.
 */
public final class ConferenceCall implements LiveCall, ParticipantHome {

    /** What a record has room for; a call may see more come and go. */
    private static final int LEGS_SHOWN_MAX = 30;

    private static final String GATEWAY = "gateway";

    private final Story story;
    private final Surroundings around;
    private final ConferenceCalls calls;
    private final Executor loop;
    private final CallIds ids;
    private @Nullable Conference conference;
    /** Those who are in or invited. Changed on the loop, read by any thread. */
    private final List<Participant> participants = new CopyOnWriteArrayList<>();

    private final List<CallLeg> legs = new CopyOnWriteArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<OutboxEvent> untold = new ArrayList<>();
    private int named;
    private boolean membersChanged;
    private boolean answered;
    private boolean ended;

    ConferenceCall(Story story, Surroundings around, ConferenceCalls calls, Executor loop) {
        this.story = story;
        this.around = around;
        this.calls = calls;
        this.loop = loop;
        ids = new CallIds(story.id(), story.tenant());
    }

    @Override
    public String id() {
        return story.id();
    }

    @Override
    public String sipCallId() {
        return story.sipCallId();
    }

    @Override
    public String tenant() {
        return story.tenant();
    }

    @Override
    public CallView view() {
        int hidden = Math.max(0, legs.size() - LEGS_SHOWN_MAX);
        List<CallView.LegView> shown =
                legs.stream().skip(hidden).map(CallLeg::view).toList();
        return story.times().view(story.id(), story.direction(), story.from(), story.to(), shown);
    }

    @Override
    public List<CallTrace.Step> trace() {
        return story.trace().steps();
    }

    @Override
    public void end(EndReason reason) {
        loop.execute(() -> {
            finish(reason, 200, "ended by the gateway");
            settled();
        });
    }

    /** Runs something on the call loop and tells what came of it; the stage completes on the loop. Any thread. */
    public <T> CompletionStage<T> ask(Function<ConferenceCall, T> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    T answer = question.apply(this);
                    settled();
                    return answer;
                },
                loop);
    }

    // From here on: the call loop.

    /** Attaches an application. */
    void connect(Connection connection) {
        connections.add(connection);
        calls.connected(connection, this);
        tell(GATEWAY, "an application is attached as " + connection.id());
        if (participants.stream().anyMatch(Participant::isIn)) {
            report(connection, new ConnectionEvent.SomebodyJoined(), ResultInformation.success());
            membersChanged = true;
        }
    }

    /** Takes over another call's legs; a caller who waits is answered first. */
    void take(Estate estate, Asked asked) {
        legs.add(estate.caller());
        Optional<Refused> refused = estate.callee().isEmpty() ? estate.answer() : Optional.empty();
        if (refused.isPresent()) {
            finish(EndReason.MEDIA_FAILED, refused.get().status(), refused.get().reason());
            return;
        }
        answered = estate.callee().isPresent();
        add(PartyId.of(estate.callerParty()), Terms.arrived(asked)).arrive(estate.caller(), true);
        estate.callee().ifPresent(callee -> {
            legs.add(callee);
            add(PartyId.of(estate.calleeParty(callee)), Terms.arrived(asked)).arrive(callee, false);
        });
    }

    /** Invites everybody a new call is for, at once: the first who cannot be reached must not end it for the others. */
    void inviteFirst(List<Invitee> invitees, Asked asked) {
        List<Participant> added = invitees.stream()
                .map(one -> add(one.party(), one.terms(Purpose.FIRST, asked, "")))
                .toList();
        for (int i = 0; i < added.size(); i++) {
            invite(added.get(i), invitees.get(i).plan());
        }
    }

    /** Attaches another application. */
    public Optional<Refusal> attach(Connection connection) {
        if (ended) {
            return Optional.of(Refusal.ENDED);
        }
        connect(connection);
        return Optional.empty();
    }

    /** Invites somebody; refused when they are here already or the call is full. */
    public Optional<Refusal> addParticipant(Invitee invitee, Asked asked, String invitationId) {
        return asked.by().isUp()
                ? invite(invitee, invitee.terms(Purpose.ADDED, asked, invitationId))
                : Optional.of(notUp());
    }

    private Refusal notUp() {
        return ended ? Refusal.ENDED : Refusal.NOT_CONNECTED;
    }

    private Optional<Refusal> invite(Invitee invitee, Terms terms) {
        if (find(invitee.party()).isPresent()) {
            return Optional.of(Refusal.ALREADY_IN);
        }
        if (participants.size() >= calls.participantsMax()) {
            return Optional.of(Refusal.FULL);
        }
        invite(add(invitee.party(), terms), invitee.plan());
        return Optional.empty();
    }

    /** Takes an invitation back that has not been answered. */
    public Optional<Refusal> cancelInvitation(String invitationId, Asked asked) {
        Optional<Participant> invited = participants.stream()
                .filter(one -> one.isInvited() && one.terms().invitationId().equals(invitationId))
                .findFirst();
        invited.ifPresent(one -> one.cancel(asked));
        return invited.isPresent() ? Optional.empty() : Optional.of(Refusal.UNKNOWN_INVITATION);
    }

    /** Hangs up on somebody. */
    public Optional<Refusal> removeParticipant(PartyId party, Asked asked) {
        Optional<Participant> in = find(party).filter(Participant::isIn);
        in.ifPresent(one -> {
            tellApplication(asked, "RemoveParticipantSucceeded", ResultInformation.success(), naming(one));
            one.on(new ParticipantEvent.Dismissed(EndReason.ENDED_BY_API));
        });
        return in.isPresent() ? Optional.empty() : Optional.of(Refusal.UNKNOWN_PARTICIPANT);
    }

    /** Silences somebody for the others; all of them must be in. */
    public Optional<Refusal> mute(List<PartyId> parties) {
        List<Participant> in =
                present().stream().filter(one -> parties.contains(one.id())).toList();
        if (in.size() < parties.size()) {
            return Optional.of(Refusal.UNKNOWN_PARTICIPANT);
        }
        in.forEach(one -> one.mute(true));
        membersChanged = true;
        return Optional.empty();
    }

    private void invite(Participant participant, CallPlan plan) {
        plan.reasons().forEach(reason -> tell(GATEWAY, reason));
        participant.on(new ParticipantEvent.Invited(plan));
    }

    private Participant add(PartyId party, Terms terms) {
        Participant participant = new Participant(party, "participant-" + ++named, terms, this);
        participants.add(participant);
        return participant;
    }

    private Optional<Participant> find(PartyId party) {
        return participants.stream().filter(one -> one.id().equals(party)).findFirst();
    }

    private List<Participant> present() {
        return participants.stream().filter(Participant::isIn).toList();
    }

    /** The application leaves. */
    public Optional<Refusal> leave(Connection connection) {
        if (ended) {
            return Optional.of(Refusal.ENDED);
        }
        disconnect(connection, new ConnectionEvent.HungUp(), hungUp());
        endIfDeserted(EndReason.ENDED_BY_API, 200, "the application hung up");
        return Optional.empty();
    }

    /** Ends the call for everybody. */
    public Optional<Refusal> terminate() {
        if (ended) {
            return Optional.of(Refusal.ENDED);
        }
        finish(EndReason.ENDED_BY_API, 200, "the application ended the call");
        return Optional.empty();
    }

    private static ResultInformation hungUp() {
        return ResultInformation.of(EndReason.ENDED_BY_API, 200, "");
    }

    private void disconnect(Connection connection, ConnectionEvent event, ResultInformation why) {
        report(connection, event, why);
        detach(connection);
    }

    private void detach(Connection connection) {
        connections.remove(connection);
        calls.disconnected(connection);
    }

    /** Invites whom the one participant is transferred to; whoever that is must not be in doubt. */
    public Optional<Refusal> transfer(Invitee target, Optional<PartyId> transferee, Asked asked) {
        Optional<Refusal> refusal = objectionToTransfer(target, transferee, asked.by());
        if (refusal.isEmpty()) {
            asked.by().on(new ConnectionEvent.TransferStarted());
            invite(add(target.party(), target.terms(Purpose.TRANSFER_TARGET, asked, "")), target.plan());
        }
        return refusal;
    }

    private Optional<Refusal> objectionToTransfer(Invitee target, Optional<PartyId> transferee, Connection by) {
        if (!by.isUp() || by.isTransferring()) {
            return Optional.of(notUp());
        }
        if (find(target.party()).isPresent()) {
            return Optional.of(Refusal.ALREADY_IN);
        }
        if (transferee.isPresent()
                && find(transferee.get()).filter(Participant::isIn).isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_PARTICIPANT);
        }
        return participants.size() == 1 ? Optional.empty() : Optional.of(Refusal.NOT_ALONE);
    }

    private void report(Connection connection, ConnectionEvent event, ResultInformation result) {
        report(Asked.by(connection), event, result, Map.of());
    }

    private void report(Asked asked, ConnectionEvent event, ResultInformation result, Map<String, Object> more) {
        for (Report report : asked.by().on(event)) {
            boolean ofTransfer = report == Report.TRANSFER_ACCEPTED || report == Report.TRANSFER_FAILED;
            Asked destination = ofTransfer ? asked : Asked.by(asked.by());
            tellApplication(destination, asked.by().nameOf(report), result, ofTransfer ? more : Map.of());
        }
    }

    /** Adds an event to what the present step brings. */
    void tellApplication(Asked asked, String type, ResultInformation result, Map<String, Object> more) {
        untold.add(calls.reports().about(ids, asked, type, result, more));
    }

    @Override
    public void joined(Participant participant) {
        membersChanged = true;
        if (!answered) {
            answered = true;
            story.times().answered(around.clock().instant());
        }
        connections.forEach(
                connection -> report(connection, new ConnectionEvent.SomebodyJoined(), ResultInformation.success()));
        Terms terms = participant.terms();
        if (terms.purpose() == Purpose.ADDED
                && connections.contains(terms.asked().by())) {
            tellApplication(terms.asked(), "AddParticipantSucceeded", ResultInformation.success(), naming(participant));
        } else if (terms.purpose() == Purpose.TRANSFER_TARGET) {
            transferred(participant);
        }
    }

    private void transferred(Participant target) {
        Asked asked = target.terms().asked();
        if (!asked.by().isTransferring()) {
            return;
        }
        Map<String, Object> who = Map.of(
                "transferTarget", Identifier.of(target.id()),
                "transferee", Identifier.of(present().get(0).id()));
        report(asked, new ConnectionEvent.TransferAnswered(), ResultInformation.success(), who);
        detach(asked.by());
    }

    @Override
    public void notJoined(Participant participant, EndReason reason, int status, String text) {
        participants.remove(participant);
        tell(GATEWAY, participant.id() + " did not join: " + status + " " + text);
        ResultInformation why = ResultInformation.of(reason, status, text);
        Terms terms = participant.terms();
        if (participant.cancelled().isPresent()) {
            tellApplication(
                    participant.cancelled().get(),
                    "CancelAddParticipantSucceeded",
                    ResultInformation.success(),
                    Map.of("invitationId", terms.invitationId()));
        } else if (terms.purpose() == Purpose.ADDED
                && connections.contains(terms.asked().by())) {
            tellApplication(terms.asked(), "AddParticipantFailed", why, naming(participant));
        } else if (terms.purpose() == Purpose.TRANSFER_TARGET) {
            report(terms.asked(), new ConnectionEvent.TransferFailed(), why, Map.of());
        }
        endIfDeserted(reason, status, text);
    }

    @Override
    public void left(Participant participant, EndReason reason, int status, String text) {
        participants.remove(participant);
        membersChanged = true;
        tell(GATEWAY, participant.id() + " left: " + reason.wire());
        endIfDeserted(reason, status, text);
    }

    private static Map<String, Object> naming(Participant participant) {
        return Map.of("participant", Identifier.of(participant.id()));
    }

    private void endIfDeserted(EndReason reason, int status, String text) {
        int least = connections.isEmpty() ? 2 : 1;
        if (participants.size() < least) {
            finish(reason, status, text);
        }
    }

    /** Ends the call for everybody. */
    void finish(EndReason reason, int status, String text) {
        if (ended) {
            return;
        }
        ended = true;
        participants.forEach(one -> one.on(new ParticipantEvent.Dismissed(reason)));
        ResultInformation why = ResultInformation.of(reason, status, text);
        List.copyOf(connections).forEach(one -> disconnect(one, new ConnectionEvent.CallEnded(), why));
        if (conference != null) {
            conference.close();
        }
        tell(GATEWAY, "ended: " + reason.wire() + " (" + status + " " + text + ")");
        story.times().ended(around.clock().instant(), new Finish(reason, status, text));
        around.directory().remove(this);
        flush(trace());
    }

    @Override
    public void settled() {
        if (ended) {
            return;
        }
        if (membersChanged) {
            membersChanged = false;
            List<ParticipantView> views = participantViews();
            connections.stream()
                    .filter(Connection::isUp)
                    .forEach(one -> untold.add(calls.reports().participantsUpdated(ids, one, views)));
        }
        if (!untold.isEmpty()) {
            flush(List.of());
        }
    }

    private void flush(List<CallTrace.Step> trace) {
        calls.keep(new CallFact(story.tenant(), view(), trace, untold));
        untold.clear();
    }

    /** The participants who are in, as events and REST show them. */
    public List<ParticipantView> participantViews() {
        return present().stream()
                .map(one -> new ParticipantView(Identifier.of(one.id()), one.isMuted(), one.isOnHold()))
                .toList();
    }

    @Override
    public Place place(LegOwner owner) {
        return new Place(around.ports(), loop, owner);
    }

    @Override
    public void placed(CallLeg leg) {
        legs.add(leg);
        story.times().trunk(leg.trunk().orElse(null));
    }

    @Override
    public Conference.Member seat(MediaLeg leg) {
        return conference().join(leg);
    }

    private Conference conference() {
        Conference known = conference;
        if (known == null) {
            known = around.ports().conference();
            conference = known;
        }
        return known;
    }

    @Override
    public void tell(String leg, String what) {
        story.trace().add(leg, what);
    }

    @Override
    public void rang() {
        story.times().ringing(around.clock().instant());
    }

    @Override
    public void heldChanged() {
        story.times().held(participants.stream().anyMatch(Participant::isHeldByThem));
    }
}
