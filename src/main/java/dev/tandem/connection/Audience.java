package dev.tandem.connection;

import dev.tandem.connection.Connection.Asked;
import dev.tandem.connection.ConnectionMachine.Report;
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

    Audience(CallIds call, Reports reports) {
        this.call = call;
        this.reports = reports;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
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

    boolean hasNews() {
        return !untold.isEmpty();
    }

    /** What is to be told, in order; then there is no news. */
    List<OutboxEvent> takeNews() {
        List<OutboxEvent> news = List.copyOf(untold);
        untold.clear();
        return news;
    }
}
