package dev.tandem.connection;

import dev.tandem.call.CallFact;
import dev.tandem.call.CallTrace;
import dev.tandem.call.CallView;
import dev.tandem.connection.Connection.Asked;
import dev.tandem.connection.ConnectionMachine.Report;
import dev.tandem.connection.Participant.Purpose;
import dev.tandem.connection.Participant.Terms;
import dev.tandem.connection.Reports.CallIds;
import dev.tandem.connection.Reports.ParticipantView;
import dev.tandem.event.OutboxEvent;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The applications attached to a call, and what they are to be told with the next fact. Owned by the call loop. */
final class Audience {

    private final CallIds call;
    private final Reports reports;
    private final List<Connection> connections = new ArrayList<>();
    private final List<OutboxEvent> untold = new ArrayList<>();
    private boolean changed;

    Audience(CallIds call, Reports reports) {
        this.call = call;
        this.reports = reports;
    }

    void add(Connection connection) {
        connections.add(connection);
        changed = true;
    }

    void remove(Connection connection) {
        connections.remove(connection);
        changed = true;
    }

    /** Those attached now. */
    List<Connection> all() {
        return List.copyOf(connections);
    }

    boolean isEmpty() {
        return connections.isEmpty();
    }

    /** Applies an event to a connection and tells what follows from it. */
    void report(Connection connection, ConnectionEvent event, ResultInformation result) {
        report(Asked.by(connection), event, result, Map.of());
    }

    /** The same for a transfer, which is told where and with what it was asked for. */
    void report(Asked asked, ConnectionEvent event, ResultInformation result, Map<String, Object> ofTransfer) {
        for (Report report : asked.by().on(event)) {
            boolean transfer = report == Report.TRANSFER_ACCEPTED || report == Report.TRANSFER_FAILED;
            tell(
                    transfer ? asked : Asked.by(asked.by()),
                    asked.by().nameOf(report),
                    result,
                    transfer ? ofTransfer : Map.of());
        }
    }

    /** Tells one application something, unless it has left. */
    void tell(Asked asked, String type, ResultInformation result, Map<String, Object> more) {
        if (connections.contains(asked.by())) {
            untold.add(reports.about(call, asked, type, result, more));
        }
    }

    /** Somebody is in: everybody is connected now, and whoever had them added is told. */
    void joined(Participant participant) {
        all().forEach(one -> report(one, new ConnectionEvent.SomebodyJoined(), ResultInformation.success()));
        Terms terms = participant.terms();
        if (terms.purpose() == Purpose.ADDED) {
            tell(terms.asked(), "AddParticipantSucceeded", ResultInformation.success(), naming(participant));
        }
    }

    /** Somebody will not be in: whoever wanted them is told, or took the invitation back. */
    void notJoined(Participant participant, ResultInformation why) {
        Terms terms = participant.terms();
        if (participant.cancelled().isPresent()) {
            tell(
                    participant.cancelled().get(),
                    "CancelAddParticipantSucceeded",
                    ResultInformation.success(),
                    Map.of("invitationId", terms.invitationId()));
        } else if (terms.purpose() == Purpose.ADDED) {
            tell(terms.asked(), "AddParticipantFailed", why, naming(participant));
        } else if (terms.purpose() == Purpose.TRANSFER_TARGET) {
            report(terms.asked(), new ConnectionEvent.TransferFailed(), why, Map.of());
        }
    }

    /** Somebody is removed, as was asked. */
    void removed(Participant participant, Asked asked) {
        tell(asked, "RemoveParticipantSucceeded", ResultInformation.success(), naming(participant));
    }

    private static Map<String, Object> naming(Participant participant) {
        return Map.of("participant", Identifier.of(participant.id()));
    }

    /** Tells everybody who is in. */
    void tellParticipants(List<ParticipantView> participants) {
        connections.stream()
                .filter(Connection::isUp)
                .forEach(one -> untold.add(reports.participantsUpdated(call, one, participants)));
    }

    /** Tells whoever asked, or everybody, how a recording stands. */
    void tellRecording(Optional<URI> callbackUri, String recordingId, String state, Instant startedAt) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("recordingId", recordingId);
        more.put("state", state);
        more.put("startDateTime", startedAt.toString());
        more.put("recordingKind", "azureCommunicationServices");
        if (callbackUri.isPresent()) {
            untold.add(reports.recordingState(call, callbackUri.get(), more));
        } else {
            connections.forEach(one -> tell(Asked.by(one), "RecordingStateChanged", ResultInformation.success(), more));
        }
    }

    /** Whether there is anything to tell, or somebody has come or gone. */
    boolean hasNews() {
        return changed || !untold.isEmpty();
    }

    /** What is to be told, in order, and who is attached if that has changed; then there is no news. */
    CallFact takeFact(CallView view, List<CallTrace.Step> trace) {
        Optional<List<CallFact.Attached>> attached = changed
                ? Optional.of(connections.stream().map(Connection::attached).toList())
                : Optional.empty();
        CallFact fact = new CallFact(call.tenant(), view, trace, untold, attached);
        changed = false;
        untold.clear();
        return fact;
    }
}
