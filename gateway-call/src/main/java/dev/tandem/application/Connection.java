package dev.tandem.application;

import dev.tandem.call.CallFact;
import dev.tandem.call.EventDestination;
import dev.tandem.call.PartyId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An application's connection to a call: who it is and what it is told where. Owned by the call loop of the call. */
public final class Connection {

    private final String id = UUID.randomUUID().toString();
    private final URI callbackUri;
    private final Optional<String> operationContext;
    private final Origin origin;
    private final Parties parties;
    private final Optional<StreamTerms> streamTerms;
    private final ConnectionMachine machine = new ConnectionMachine();
    private int updates;

    /** How it came to be. */
    public enum Origin {
        /** The application created the call. */
        CREATED,
        /** It answered the call. */
        ANSWERED,
        /** It was attached to a call that was up. */
        ATTACHED
    }

    /**
     * Between whom the call was when the connection was made.
     *
     * @param source who called; empty for the application itself
     * @param callerId the number shown to phones
     * @param answeredBy as whom the application answered
     */
    public record Parties(
            List<PartyId> targets,
            Optional<PartyId> source,
            Optional<PartyId> callerId,
            Optional<String> displayName,
            Optional<PartyId> answeredBy) {}

    /**
     * Something an application asked for, and where it wants to hear of it.
     *
     * @param operationContext given back in the events
     * @param callbackUri instead of the connection's own
     */
    public record Asked(Connection by, Optional<String> operationContext, Optional<URI> callbackUri) {

        /** Asked without context of its own. */
        public static Asked by(Connection connection) {
            return new Asked(connection, connection.operationContext, Optional.empty());
        }

        public EventDestination destination() {
            return new EventDestination.Callback(callbackUri.orElse(by.callbackUri));
        }
    }

    /** A connection that has heard of nothing yet. */
    public Connection(
            URI callbackUri,
            Optional<String> operationContext,
            Origin origin,
            Parties parties,
            Optional<StreamTerms> streamTerms) {
        this.callbackUri = callbackUri;
        this.operationContext = operationContext;
        this.origin = origin;
        this.parties = parties;
        this.streamTerms = streamTerms;
    }

    /** What {@code callConnectionId} says. */
    public String id() {
        return id;
    }

    /** Between whom the call was at first. */
    public Parties parties() {
        return parties;
    }

    /** Where its events go. */
    public URI callbackUri() {
        return callbackUri;
    }

    /** How it came to be. */
    public Origin origin() {
        return origin;
    }

    /** Whether the application answered the call. */
    public boolean answered() {
        return origin == Origin.ANSWERED;
    }

    /** Its state in the words of the wire. */
    public String state() {
        return machine.state().wire();
    }

    /** What the wire calls a report to it. */
    String nameOf(ConnectionMachine.Report report) {
        return switch (report) {
            case CONNECTED -> "CallConnected";
            case FAILED -> failed();
            case TRANSFER_ACCEPTED -> "CallTransferAccepted";
            case TRANSFER_FAILED -> "CallTransferFailed";
            case DISCONNECTED -> "CallDisconnected";
        };
    }

    private String failed() {
        return switch (origin) {
            case CREATED -> "CreateCallFailed";
            case ANSWERED -> "AnswerFailed";
            case ATTACHED -> "ConnectFailed";
        };
    }

    /** What is kept of it, so that it can be told after a crash that its call is over. */
    CallFact.Attached attached() {
        return new CallFact.Attached(id, callbackUri, operationContext);
    }

    /** How its audio stream is to be; empty when it is to have none. */
    public Optional<StreamTerms> streamTerms() {
        return streamTerms;
    }

    public boolean streamsAtOnce() {
        return isUp() && streamTerms.filter(StreamTerms::atOnce).isPresent();
    }

    public boolean isTransferring() {
        return machine.state() == ConnectionMachine.State.TRANSFERRING;
    }

    public boolean isUp() {
        return machine.state() == ConnectionMachine.State.CONNECTED
                || machine.state() == ConnectionMachine.State.TRANSFERRING;
    }

    public List<ConnectionMachine.Report> on(ConnectionEvent event) {
        return machine.on(event);
    }

    /** The sequence number of its next ParticipantsUpdated. */
    public int nextUpdate() {
        return ++updates;
    }
}
