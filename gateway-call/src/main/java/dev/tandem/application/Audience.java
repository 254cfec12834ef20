package dev.tandem.application;

import dev.tandem.application.Connection.Asked;
import dev.tandem.application.ConnectionMachine.Report;
import dev.tandem.application.InvitationRequest.Purpose;
import dev.tandem.application.Reports.CallIds;
import dev.tandem.application.Reports.ParticipantView;
import dev.tandem.call.CallFact;
import dev.tandem.call.CallListener.News;
import dev.tandem.call.OutboxEvent;
import dev.tandem.call.Participant;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The applications attached to a call, and what they are to be told with the next fact. Owned by the call loop. */
public final class Audience {

    private final CallIds call;
    private final Reports reports;
    private final List<Connection> connections = new ArrayList<>();
    private final List<OutboxEvent> untold = new ArrayList<>();
    private final Map<Participant, InvitationRequest> requests = new HashMap<>();
    private final Map<Participant, Asked> cancelled = new HashMap<>();
    private boolean changed;

    public Audience(CallIds call, Reports reports) {
        this.call = call;
        this.reports = reports;
    }

    public void add(Connection connection) {
        connections.add(connection);
        changed = true;
    }

    public void remove(Connection connection) {
        connections.remove(connection);
        changed = true;
    }

    /** Those attached now. */
    public List<Connection> connections() {
        return List.copyOf(connections);
    }

    public boolean isEmpty() {
        return connections.isEmpty();
    }

    /** Applies an event to a connection and tells what follows from it. */
    public void report(Connection connection, ConnectionEvent event, ResultInformation result) {
        report(Asked.by(connection), event, result, Map.of());
    }

    /** The same for a transfer, which is told where and with what it was asked for. */
    public void report(Asked asked, ConnectionEvent event, ResultInformation result, Map<String, Object> ofTransfer) {
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
    public void tell(Asked asked, String type, ResultInformation result, Map<String, Object> more) {
        if (connections.contains(asked.by())) {
            untold.add(reports.about(call, asked, type, result, more));
        }
    }

    /** An application wants somebody in the call. */
    public void wants(Participant participant, InvitationRequest request) {
        requests.put(participant, request);
    }

    /** Why an application wanted somebody; empty for those who came by themselves. */
    public Optional<InvitationRequest> request(Participant participant) {
        return Optional.ofNullable(requests.get(participant));
    }

    private Optional<InvitationRequest> request(Participant participant, Purpose purpose) {
        return request(participant).filter(request -> request.purpose() == purpose);
    }

    /** Whoever is transferred to them is still being transferred. */
    public Optional<Asked> transfersTo(Participant participant) {
        return request(participant, Purpose.TRANSFER_TARGET).map(InvitationRequest::asked);
    }

    /** An application takes an invitation back. */
    public void cancels(Participant participant, Asked asked) {
        cancelled.put(participant, asked);
    }

    /** Somebody is in: everybody is connected now, and whoever had them added is told. */
    public void joined(Participant participant) {
        connections().forEach(one -> report(one, new ConnectionEvent.SomebodyJoined(), ResultInformation.success()));
        request(participant, Purpose.ADDED)
                .ifPresent(request -> tell(
                        request.asked(), "AddParticipantSucceeded", ResultInformation.success(), naming(participant)));
    }

    /** Somebody will not be in: whoever wanted them is told, or took the invitation back. */
    public void notJoined(Participant participant, ResultInformation why) {
        Asked takenBack = cancelled.remove(participant);
        InvitationRequest request = requests.remove(participant);
        if (request == null) {
            return;
        }
        if (takenBack != null) {
            tell(
                    takenBack,
                    "CancelAddParticipantSucceeded",
                    ResultInformation.success(),
                    Map.of("invitationId", request.invitationId()));
        } else if (request.purpose() == Purpose.ADDED) {
            tell(request.asked(), "AddParticipantFailed", why, naming(participant));
        } else if (request.purpose() == Purpose.TRANSFER_TARGET) {
            report(request.asked(), new ConnectionEvent.TransferFailed(), why, Map.of());
        }
    }

    /** Somebody has left. */
    public void left(Participant participant) {
        requests.remove(participant);
    }

    /** Somebody is removed, as was asked. */
    public void removed(Participant participant, Asked asked) {
        tell(asked, "RemoveParticipantSucceeded", ResultInformation.success(), naming(participant));
    }

    private static Map<String, Object> naming(Participant participant) {
        return Map.of("participant", Identifier.of(participant.id()));
    }

    /** Tells everybody who is in. */
    public void tellParticipants(List<ParticipantView> participants) {
        connections.stream()
                .filter(Connection::isUp)
                .forEach(one -> untold.add(reports.participantsUpdated(call, one, participants)));
    }

    /** Tells whoever asked, or everybody, how a recording stands. */
    public void tellRecording(Optional<URI> callbackUri, String recordingId, String state, Instant startedAt) {
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

    /** What is to be told, in order, and who is attached if that has changed; then there is no news. */
    public News takeNews() {
        Optional<List<CallFact.Attached>> attached = changed
                ? Optional.of(connections.stream().map(Connection::attached).toList())
                : Optional.empty();
        News news = new News(untold, attached);
        changed = false;
        untold.clear();
        return news;
    }
}
