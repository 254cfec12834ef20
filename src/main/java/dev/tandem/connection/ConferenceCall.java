package dev.tandem.connection;

import dev.tandem.call.CallAction.Finish;
import dev.tandem.call.CallBook;
import dev.tandem.call.CallLeg;
import dev.tandem.call.CallLeg.Place;
import dev.tandem.call.CallPlan;
import dev.tandem.call.CallTrace;
import dev.tandem.call.CallView;
import dev.tandem.call.EndReason;
import dev.tandem.call.Estate;
import dev.tandem.call.LegOwner;
import dev.tandem.call.LiveCall;
import dev.tandem.call.Surroundings;
import dev.tandem.connection.ConferenceCalls.Invitee;
import dev.tandem.connection.Connection.Asked;
import dev.tandem.connection.Participant.Purpose;
import dev.tandem.connection.Participant.Terms;
import dev.tandem.connection.Reports.CallIds;
import dev.tandem.media.Conference;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.SdpOutcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

    private final CallBook book;
    private final Surroundings around;
    private final ConferenceCalls calls;
    private final Executor loop;
    private final Roster roster;
    private final Audience audience;
    private final ParticipantOperations participants;
    private final MediaOperations media;
    private final CallRecording recording;
    private final CallStreaming streaming;
    private CompletionStage<Integer> kept = CompletableFuture.completedFuture(0);
    private @Nullable Conference conference;
    private boolean membersChanged;
    private boolean answered;
    private boolean ended;

    ConferenceCall(CallBook book, Surroundings around, ConferenceCalls calls, Executor loop) {
        this.book = book;
        this.around = around;
        this.calls = calls;
        this.loop = loop;
        roster = new Roster(this, calls.participantsMax());
        audience = new Audience(new CallIds(id(), tenant()), calls.means().reports());
        participants = new ParticipantOperations(this, roster);
        media = new MediaOperations(this, roster);
        recording = new CallRecording(this, roster);
        streaming = new CallStreaming(this, roster);
    }

    @Override
    public String id() {
        return book.heading().id();
    }

    @Override
    public String sipCallId() {
        return book.heading().sipCallId();
    }

    @Override
    public String tenant() {
        return book.heading().tenant();
    }

    @Override
    public CallView view() {
        return book.view();
    }

    @Override
    public List<CallTrace.Step> trace() {
        return book.trace();
    }

    @Override
    public void end(EndReason reason) {
        step(() -> finish(reason, 200, "ended by the gateway"));
    }

    /** Ends it because whoever asked for it was told that it cannot be had. Any thread. */
    public void forsake() {
        end(EndReason.OVERLOAD);
    }

    /** Runs something on the call loop; any thread. Completes when what came of it is kept: no crash makes it unheard of. */
    public <T> CompletionStage<T> ask(Function<ConferenceCall, T> question) {
        return CompletableFuture.supplyAsync(() -> kept(question.apply(this)), loop)
                .thenCompose(Function.identity());
    }

    /** On the call loop: tells what came of a step, and gives the answer when that is kept. */
    <T> CompletionStage<T> kept(T answer) {
        settled();
        return kept.thenApply(rows -> answer);
    }

    /** The same for what answers nothing. Any thread. */
    void step(Runnable task) {
        loop.execute(() -> {
            task.run();
            settled();
        });
    }

    /** Takes a step after a while, unless the call is over by then. Any thread. */
    void later(Duration delay, Runnable task) {
        Runnable unlessOver = () -> {
            if (!ended) {
                task.run();
            }
        };
        around.ports().later(delay, () -> step(unlessOver));
    }

    // From here on: the call loop.

    /** What applications do with its participants. */
    public ParticipantOperations participants() {
        return participants;
    }

    /** What records it. */
    public CallRecording recording() {
        return recording;
    }

    /** What streams it. */
    public CallStreaming streaming() {
        return streaming;
    }

    /** Has a connected application do something to the media. */
    public Optional<Refusal> media(Connection by, Function<MediaOperations, Optional<Refusal>> operation) {
        return by.isUp() ? operation.apply(media) : Optional.of(notUp());
    }

    Refusal notUp() {
        return ended ? Refusal.ENDED : Refusal.NOT_CONNECTED;
    }

    /** Attaches an application. */
    public Optional<Refusal> attach(Connection connection) {
        if (ended) {
            return Optional.of(Refusal.ENDED);
        }
        audience.add(connection);
        calls.connected(connection, this);
        book.tell("an application is attached as " + connection.id());
        if (!roster.present().isEmpty()) {
            audience.report(connection, new ConnectionEvent.SomebodyJoined(), ResultInformation.success());
            streaming.connected();
            membersChanged = true;
        }
        return Optional.empty();
    }

    /** Takes over another call's legs; a caller who waits is answered first. */
    void take(Estate estate, Asked asked) {
        Optional<Refused> refused = estate.callee().isEmpty() ? estate.answer() : Optional.empty();
        if (refused.isPresent()) {
            finish(EndReason.MEDIA_FAILED, refused.get().status(), refused.get().reason());
            return;
        }
        answered = estate.callee().isPresent();
        roster.add(PartyId.of(estate.callerParty()), Terms.arrived(asked)).arrive(estate.caller(), true);
        estate.callee().ifPresent(callee -> {
            roster.add(PartyId.of(estate.calleeParty(callee)), Terms.arrived(asked))
                    .arrive(callee, false);
        });
    }

    /** Invites everybody a new call is for, at once: the first who cannot be reached must not end it for the others. */
    void inviteFirst(List<Invitee> invitees, Asked asked) {
        List<Participant> added = invitees.stream()
                .map(one -> roster.add(one.party(), one.terms(Purpose.FIRST, asked, "")))
                .toList();
        for (int i = 0; i < added.size(); i++) {
            invite(added.get(i), invitees.get(i).plan());
        }
    }

    void invite(Participant participant, CallPlan plan) {
        plan.reasons().forEach(book::tell);
        participant.on(new ParticipantEvent.Invited(plan));
    }

    /** The application leaves. */
    public Optional<Refusal> leave(Connection connection) {
        if (ended) {
            return Optional.of(Refusal.ENDED);
        }
        disconnect(Asked.by(connection), new ConnectionEvent.HungUp(), hungUp(), Map.of());
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

    private void disconnect(Asked asked, ConnectionEvent event, ResultInformation why, Map<String, Object> more) {
        if (audience.all().equals(List.of(asked.by()))) {
            // Nobody is left who could stop what plays.
            media.stop();
        }
        streaming.left(asked.by());
        audience.report(asked, event, why, more);
        audience.remove(asked.by());
        calls.disconnected(asked.by());
    }

    @Override
    public void joined(Participant participant) {
        membersChanged = true;
        recording.joined(participant);
        media.joined(participant);
        if (!answered) {
            answered = true;
            book.answered();
        }
        audience.joined(participant);
        streaming.joined(participant);
        Terms terms = participant.terms();
        if (terms.purpose() == Purpose.TRANSFER_TARGET && terms.asked().by().isTransferring()) {
            transferred(participant);
        }
    }

    private void transferred(Participant target) {
        Map<String, Object> who = Map.of(
                "transferTarget", Identifier.of(target.id()),
                "transferee", Identifier.of(roster.present().get(0).id()));
        disconnect(target.terms().asked(), new ConnectionEvent.TransferAnswered(), ResultInformation.success(), who);
    }

    @Override
    public void notJoined(Participant participant, EndReason reason, int status, String text) {
        roster.remove(participant);
        book.tell(participant.id() + " did not join: " + status + " " + text);
        media.notJoined(participant);
        audience.notJoined(participant, ResultInformation.of(reason, status, text));
        endIfDeserted(reason, status, text);
    }

    /** An application removes somebody. */
    void removed(Participant participant, Asked asked) {
        audience.removed(participant, asked);
        participant.on(new ParticipantEvent.Dismissed(EndReason.ENDED_BY_API));
    }

    @Override
    public void left(Participant participant, EndReason reason, int status, String text) {
        roster.remove(participant);
        membersChanged = true;
        media.left(participant);
        book.tell(participant.id() + " left: " + reason.wire());
        endIfDeserted(reason, status, text);
    }

    private void endIfDeserted(EndReason reason, int status, String text) {
        int least = audience.isEmpty() ? 2 : 1;
        if (roster.size() < least) {
            finish(reason, status, text);
        }
    }

    /** Ends the call for everybody. */
    private void finish(EndReason reason, int status, String text) {
        if (ended) {
            return;
        }
        ended = true;
        media.stop();
        recording.callEnded();
        roster.all().forEach(one -> one.on(new ParticipantEvent.Dismissed(reason)));
        ResultInformation why = ResultInformation.of(reason, status, text);
        audience.all().forEach(one -> disconnect(Asked.by(one), new ConnectionEvent.CallEnded(), why, Map.of()));
        if (conference != null) {
            conference.close();
        }
        book.ended(new Finish(reason, status, text));
        around.directory().remove(this);
        keep(trace());
    }

    @Override
    public void settled() {
        if (ended) {
            return;
        }
        if (membersChanged) {
            membersChanged = false;
            audience.tellParticipants(roster.views());
        }
        if (audience.hasNews()) {
            keep(List.of());
        }
    }

    private void keep(List<CallTrace.Step> trace) {
        kept = around.log().happened(audience.takeFact(view(), trace));
    }

    /** Somebody was muted or put on hold. */
    void membersChanged() {
        membersChanged = true;
    }

    Audience audience() {
        return audience;
    }

    /** Where the participants meet. */
    Conference conference() {
        Conference known = conference;
        if (known == null) {
            known = around.ports().conference();
            conference = known;
        }
        return known;
    }

    ConferenceCalls.Means means() {
        return calls.means();
    }

    Instant now() {
        return book.now();
    }

    @Override
    public Place place(LegOwner owner) {
        return new Place(around.ports(), loop, owner);
    }

    @Override
    public void placed(CallLeg leg) {
        book.add(leg);
    }

    @Override
    public Conference.Member seat(MediaLeg leg) {
        return conference().join(leg);
    }

    @Override
    public void tell(String leg, String what) {
        book.tell(leg, what);
    }

    @Override
    public void rang(Participant participant) {
        book.rang();
        media.rang(participant);
    }

    @Override
    public void pressed(Participant participant, char digit) {
        media.pressed(participant, digit);
    }

    @Override
    public void heldChanged() {
        book.held(roster.all().stream().anyMatch(Participant::isHeldByThem));
    }
}
