package dev.tandem.connection;

import dev.tandem.call.CallBook;
import dev.tandem.call.CallBook.Heading;
import dev.tandem.call.CallLoops;
import dev.tandem.call.CallPlan;
import dev.tandem.call.CallSession;
import dev.tandem.call.CallView.Direction;
import dev.tandem.call.Estate;
import dev.tandem.call.Surroundings;
import dev.tandem.connection.Connection.Asked;
import dev.tandem.connection.Participant.Purpose;
import dev.tandem.connection.Participant.Terms;
import dev.tandem.media.record.Recorder;
import dev.tandem.speech.Speech;
import dev.tandem.streaming.AudioStreams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The calls that applications control, by connection. Thread-safe; bounded by the call directory. */
public final class ConferenceCalls {

    private static final CompletionStage<Boolean> NOT_TAKEN = CompletableFuture.completedStage(false);

    private final Surroundings around;
    private final CallLoops loops;
    private final Means means;
    private final int participantsMax;
    private final Map<String, Attached> byConnection = new ConcurrentHashMap<>();

    /** An application and the call it is attached to. */
    public record Attached(Connection connection, ConferenceCall call) {}

    /**
     * Somebody to invite.
     *
     * @param callerNumber what to show them
     * @param detectsMachine whether to tell if an answering machine answers
     */
    public record Invitee(
            PartyId party,
            CallPlan plan,
            String callerNumber,
            String callerName,
            Duration noAnswer,
            boolean detectsMachine) {

        Terms terms(Purpose purpose, Asked asked, String invitationId) {
            return new Terms(purpose, asked, invitationId, callerNumber, callerName, noAnswer, detectsMachine);
        }
    }

    /**
     * What calls need for their applications.
     *
     * @param reports writes the events
     * @param prompts gets what is to be played
     * @param speech writes down what is said
     * @param recorder writes recordings
     * @param recordings keeps what became of them
     * @param streams connects bots
     * @param workers decode prompts and reach the database
     */
    public record Means(
            Reports reports,
            Prompts prompts,
            Speech speech,
            Recorder recorder,
            RecordingLog recordings,
            AudioStreams streams,
            Executor workers) {}

    public ConferenceCalls(Surroundings around, CallLoops loops, Means means, int participantsMax) {
        this.around = around;
        this.loops = loops;
        this.means = means;
        this.participantsMax = participantsMax;
    }

    /** The connection of that id in a tenant, while it is up. */
    public Optional<Attached> find(String tenant, String connectionId) {
        return Optional.ofNullable(byConnection.get(connectionId))
                .filter(attached -> attached.call().tenant().equals(tenant));
    }

    /**
     * Creates a call to everybody at once.
     *
     * @param from the caller's number or name, for records
     * @return the call, with its connection made; empty when there are as many calls as allowed
     */
    public Optional<CompletionStage<ConferenceCall>> create(
            String tenant, String from, Connection connection, List<Invitee> invitees) {
        String id = UUID.randomUUID().toString();
        String to = invitees.get(0).party().value();
        CallBook book = new CallBook(new Heading(id, tenant, id, Direction.OUTBOUND, from, to), around.clock());
        ConferenceCall call = new ConferenceCall(book, around, this, loops.loopFor(id));
        if (!around.directory().add(call)) {
            return Optional.empty();
        }
        if (!around.log().started(tenant, call.view())) {
            around.directory().remove(call);
            return Optional.empty();
        }
        return Optional.of(call.ask(begun -> {
                    begun.attach(connection);
                    begun.inviteFirst(invitees, Asked.by(connection));
                    return begun;
                })
                .whenComplete((begun, fault) -> {
                    if (fault != null) {
                        call.forsake();
                    }
                }));
    }

    /** Takes a call that is offered to an application or connected; false when it is neither (any more). */
    public CompletionStage<Boolean> take(CallSession session, Connection connection) {
        CompletableFuture<CompletionStage<Boolean>> taken = new CompletableFuture<>();
        return session.handOver(estate -> taken.complete(take(estate, connection)))
                .thenCompose(given -> given ? taken.thenCompose(Function.identity()) : NOT_TAKEN);
    }

    private CompletionStage<Boolean> take(Estate estate, Connection connection) {
        ConferenceCall call = new ConferenceCall(estate.book(), around, this, estate.loop());
        around.directory().replace(call);
        call.attach(connection);
        call.take(estate, Asked.by(connection));
        return call.kept(true);
    }

    void connected(Connection connection, ConferenceCall call) {
        byConnection.put(connection.id(), new Attached(connection, call));
    }

    void disconnected(Connection connection) {
        byConnection.remove(connection.id());
    }

    /** How many connections are up. */
    public int size() {
        return byConnection.size();
    }

    Means means() {
        return means;
    }

    int participantsMax() {
        return participantsMax;
    }
}
