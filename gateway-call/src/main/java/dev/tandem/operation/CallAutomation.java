package dev.tandem.operation;

import dev.tandem.application.Audience;
import dev.tandem.application.Connection;
import dev.tandem.application.Connection.Asked;
import dev.tandem.application.ConnectionEvent;
import dev.tandem.application.Identifier;
import dev.tandem.application.Reports;
import dev.tandem.application.Reports.CallIds;
import dev.tandem.application.ResultInformation;
import dev.tandem.call.Call;
import dev.tandem.call.CallEnd;
import dev.tandem.call.CallListener;
import dev.tandem.call.EndReason;
import dev.tandem.call.Participant;
import dev.tandem.call.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What applications do with one call: who is attached, what they asked for, and what they are told. The call outlives them:
 * when the last one has left, it goes on for as long as two participants are in it.
 *
 * <p>Owned by the call loop, except what says otherwise.
 */
public final class CallAutomation implements CallListener {

    private final Call call;
    private final Audience audience;
    private final Connections connections;
    private final ParticipantOperations participants;
    private final MediaOperations media;
    private final CallRecording recording;
    private final CallStreaming streaming;

    /** Who finds connections; told of those that come and go. */
    interface Connections {

        void connected(Connection connection, CallAutomation automation);

        void disconnected(Connection connection);

        void over(CallAutomation automation);
    }

    CallAutomation(Call call, Reports reports, OperationServices services, Connections connections) {
        this.call = call;
        this.connections = connections;
        audience = new Audience(new CallIds(call.id(), call.tenant()), reports);
        OperationScope scope = new OperationScope(call, audience, services);
        participants = new ParticipantOperations(call, audience);
        media = new MediaOperations(scope);
        recording = new CallRecording(scope);
        streaming = new CallStreaming(scope);
    }

    /** The call it is about. Any thread. */
    public Call call() {
        return call;
    }

    /** Asks something on the call loop. Completes when what came of it is kept. Any thread. */
    public <T> CompletionStage<T> ask(Function<CallAutomation, T> question) {
        return call.ask(() -> question.apply(this));
    }

    /** Ends the call because whoever asked for it was told that it cannot be had. Any thread. */
    public void abandon() {
        call.end(EndReason.OVERLOAD);
    }

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
        return by.isUp() ? operation.apply(media) : Optional.of(participants.notUp());
    }

    /** Attaches an application. */
    public Optional<Refusal> attach(Connection connection) {
        if (call.isOver()) {
            return Optional.of(Refusal.ENDED);
        }
        audience.add(connection);
        connections.connected(connection, this);
        call.tell("an application is attached as " + connection.id());
        if (!call.roster().present().isEmpty()) {
            audience.report(connection, new ConnectionEvent.SomebodyJoined(), ResultInformation.success());
            streaming.connected();
            call.changed();
        }
        return Optional.empty();
    }

    /** The application leaves. */
    public Optional<Refusal> leave(Connection connection) {
        if (call.isOver()) {
            return Optional.of(Refusal.ENDED);
        }
        disconnect(Asked.by(connection), new ConnectionEvent.HungUp(), hungUp(), Map.of());
        call.endIfDeserted(new CallEnd(EndReason.ENDED_BY_API, 200, "the application hung up"));
        return Optional.empty();
    }

    /** Ends the call for everybody. */
    public Optional<Refusal> terminate() {
        if (call.isOver()) {
            return Optional.of(Refusal.ENDED);
        }
        call.end(new CallEnd(EndReason.ENDED_BY_API, 200, "the application ended the call"));
        return Optional.empty();
    }

    private static ResultInformation hungUp() {
        return ResultInformation.of(EndReason.ENDED_BY_API, 200, "");
    }

    private void disconnect(Asked asked, ConnectionEvent event, ResultInformation why, Map<String, Object> more) {
        if (audience.connections().equals(List.of(asked.by()))) {
            // Nobody is left who could stop what plays.
            media.stop();
        }
        streaming.left(asked.by());
        audience.report(asked, event, why, more);
        audience.remove(asked.by());
        connections.disconnected(asked.by());
    }

    @Override
    public void rang(Participant participant) {
        media.rang(participant);
    }

    @Override
    public void joined(Participant participant) {
        recording.joined(participant);
        media.joined(participant);
        audience.joined(participant);
        streaming.joined(participant);
        audience.transfersTo(participant)
                .filter(asked -> asked.by().isTransferring())
                .ifPresent(transferred(participant));
    }

    private Consumer<Asked> transferred(Participant target) {
        return asked -> {
            Map<String, Object> who = Map.of(
                    "transferTarget", Identifier.of(target.id()),
                    "transferee", Identifier.of(call.roster().present().get(0).id()));
            disconnect(asked, new ConnectionEvent.TransferAnswered(), ResultInformation.success(), who);
        };
    }

    @Override
    public void notJoined(Participant participant, CallEnd why) {
        media.notJoined(participant);
        audience.notJoined(participant, result(why));
    }

    @Override
    public void left(Participant participant) {
        media.left(participant);
        audience.left(participant);
    }

    @Override
    public void pressed(Participant participant, char digit) {
        media.pressed(participant, digit);
    }

    @Override
    public boolean keepsOneAlone() {
        return !audience.isEmpty();
    }

    @Override
    public void ending() {
        media.stop();
        recording.callEnded();
    }

    @Override
    public void ended(CallEnd how) {
        ResultInformation why = result(how);
        audience.connections()
                .forEach(one -> disconnect(Asked.by(one), new ConnectionEvent.CallEnded(), why, Map.of()));
        connections.over(this);
    }

    private static ResultInformation result(CallEnd how) {
        return ResultInformation.of(how.reason(), how.sipStatus(), how.text());
    }

    @Override
    public News news(boolean membersChanged) {
        if (membersChanged) {
            audience.tellParticipants(participants.views());
        }
        return audience.takeNews();
    }
}
