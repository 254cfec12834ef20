package dev.tandem.operation;

import dev.tandem.application.Connection;
import dev.tandem.application.Connection.Asked;
import dev.tandem.application.ResultInformation;
import dev.tandem.application.StreamTerms;
import dev.tandem.call.CallControl;
import dev.tandem.call.Participant;
import dev.tandem.call.Refusal;
import dev.tandem.call.Roster;
import dev.tandem.media.PcmSink;
import dev.tandem.streaming.AudioStream;
import dev.tandem.streaming.StreamOptions;
import dev.tandem.streaming.StreamUpdate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The audio streams of a call's applications, one each. Owned by the call loop. */
public final class CallStreaming {

    private final OperationScope scope;
    private final CallControl call;
    private final Roster roster;
    private final Map<Connection, Going> going = new LinkedHashMap<>();

    /** A stream that goes on, who asked for it, and who asked to end it. */
    private static final class Going {
        private final AudioStream stream;
        private final StreamTerms terms;
        private final Map<Participant, PcmSink> heard = new LinkedHashMap<>();
        private Asked asked;

        private Going(AudioStream stream, StreamTerms terms, Asked asked) {
            this.stream = stream;
            this.terms = terms;
            this.asked = asked;
        }

        private void stopListening() {
            heard.forEach((participant, ear) -> participant.seating().stopOverhearing(ear));
        }
    }

    CallStreaming(OperationScope scope) {
        this.scope = scope;
        call = scope.call();
        roster = call.roster();
    }

    /** Begins the stream the connection was made with. */
    public Optional<Refusal> start(Asked asked) {
        Optional<StreamTerms> terms = asked.by().streamTerms();
        if (!asked.by().isUp()) {
            return Optional.of(call.isOver() ? Refusal.ENDED : Refusal.NOT_CONNECTED);
        }
        if (terms.isEmpty()) {
            return Optional.of(Refusal.NO_STREAM);
        }
        if (going.containsKey(asked.by())) {
            return Optional.of(Refusal.RUNNING);
        }
        start(asked, terms.get());
        return Optional.empty();
    }

    private void start(Asked asked, StreamTerms terms) {
        Connection by = asked.by();
        AudioStream stream = scope.services()
                .streams()
                .start(call.conference(), options(terms, by), update -> call.step(() -> updated(by, update)));
        Going begun = new Going(stream, terms, asked);
        going.put(by, begun);
        roster.present().forEach(one -> hear(begun, one));
    }

    private StreamOptions options(StreamTerms terms, Connection by) {
        Map<String, String> headers = Map.of("x-ms-call-correlation-id", call.id(), "x-ms-call-connection-id", by.id());
        return new StreamOptions(
                terms.dialect(),
                terms.url(),
                terms.sampleRateHz(),
                terms.mixed(),
                terms.bidirectional(),
                terms.digits(),
                call.id(),
                Map.of(),
                headers);
    }

    private static void hear(Going stream, Participant participant) {
        if (!stream.terms.mixed()) {
            stream.stream.ear(participant.id().rawId()).ifPresent(ear -> {
                stream.heard.put(participant, ear);
                participant.seating().overhear(ear);
            });
        }
    }

    /** Somebody is in: streams that begin with the call begin, the others hear them too. */
    void joined(Participant participant) {
        going.values().forEach(stream -> hear(stream, participant));
        connected();
    }

    /** Begins the streams of connected applications that want them from the beginning. */
    void connected() {
        scope.audience().connections().stream()
                .filter(one -> one.streamsAtOnce() && !going.containsKey(one))
                .forEach(one -> one.streamTerms().ifPresent(terms -> start(Asked.by(one), terms)));
    }

    /** Ends the connection's stream. */
    public Optional<Refusal> stop(Asked asked) {
        Going found = going.get(asked.by());
        if (found == null) {
            return Optional.of(Refusal.NOT_RUNNING);
        }
        found.asked = asked;
        found.stream.stop();
        return Optional.empty();
    }

    /** The application leaves, or the call ends: its stream goes with it. */
    void left(Connection connection) {
        Going found = going.remove(connection);
        if (found != null) {
            found.stopListening();
            found.stream.stop();
            tell(found, StreamUpdate.Status.STOPPED, "MediaStreamingStopped", "subscriptionStopped");
        }
    }

    private void updated(Connection connection, StreamUpdate update) {
        Going found = going.get(connection);
        if (found == null) {
            return;
        }
        String details = update.details().word();
        switch (update.status()) {
            case STARTED -> tell(found, update.status(), "MediaStreamingStarted", details);
            case STOPPED -> ended(connection, found, update, "MediaStreamingStopped");
            case FAILED -> ended(connection, found, update, "MediaStreamingFailed");
        }
    }

    private void ended(Connection connection, Going stream, StreamUpdate update, String type) {
        going.remove(connection);
        stream.stopListening();
        tell(stream, update.status(), type, update.details().word());
    }

    private void tell(Going stream, StreamUpdate.Status status, String type, String details) {
        boolean failed = status == StreamUpdate.Status.FAILED;
        scope.tell(
                stream.asked,
                type,
                failed
                        ? ResultInformation.of(400, 8581, "The audio stream failed: " + details + ".")
                        : ResultInformation.success(),
                Map.of(
                        "mediaStreamingUpdate",
                        Map.of(
                                "contentType",
                                "Audio",
                                "mediaStreamingStatus",
                                status.word(),
                                "mediaStreamingStatusDetails",
                                details)));
    }

    /** How the connection's stream stands, in the words of the wire; empty when it has none. */
    public Optional<String> state(Connection connection) {
        return connection.streamTerms().map(terms -> going.containsKey(connection) ? "active" : "inactive");
    }
}
