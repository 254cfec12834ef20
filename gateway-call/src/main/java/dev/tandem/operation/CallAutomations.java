package dev.tandem.operation;

import dev.tandem.application.Connection;
import dev.tandem.application.Connection.Asked;
import dev.tandem.application.Reports;
import dev.tandem.call.Call;
import dev.tandem.call.CallBook;
import dev.tandem.call.CallBook.Heading;
import dev.tandem.call.CallLoops;
import dev.tandem.call.CallPlacement;
import dev.tandem.call.CallServices;
import dev.tandem.call.CallView.Direction;
import dev.tandem.call.EndReason;
import dev.tandem.call.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What applications do with calls, by connection and by call. Thread-safe; bounded by the call directory. */
public final class CallAutomations implements CallAutomation.Connections {

    private final CallServices calls;
    private final CallLoops loops;
    private final Reports reports;
    private final OperationServices services;
    private final Map<String, Attached> byConnection = new ConcurrentHashMap<>();
    private final Map<String, CallAutomation> byCall = new ConcurrentHashMap<>();

    /** An application and what it is attached to. */
    public record Attached(Connection connection, CallAutomation automation) {}

    /** Nothing is attached to any call yet. */
    public CallAutomations(CallServices calls, CallLoops loops, Reports reports, OperationServices services) {
        this.calls = calls;
        this.loops = loops;
        this.reports = reports;
        this.services = services;
    }

    /** The connection of that id in a tenant, while it is up. */
    public Optional<Attached> find(String tenant, String connectionId) {
        return Optional.ofNullable(byConnection.get(connectionId))
                .filter(attached -> attached.automation().call().tenant().equals(tenant));
    }

    /**
     * Creates a call to everybody at once.
     *
     * @param from the caller's number or name, for records
     * @return the call, with its connection made; empty when there are as many calls as allowed
     */
    public Optional<CompletionStage<CallAutomation>> create(
            String tenant, String from, Connection connection, List<Invitee> invitees) {
        String id = UUID.randomUUID().toString();
        String to = invitees.get(0).party().value();
        CallBook book = new CallBook(new Heading(id, tenant, id, Direction.OUTBOUND, from, to), calls.clock());
        Call call = Call.empty(book, calls, loops.loopFor(id));
        if (!calls.directory().add(call)) {
            return Optional.empty();
        }
        if (!calls.log().started(tenant, call.view())) {
            calls.directory().remove(call);
            return Optional.empty();
        }
        return Optional.of(begin(call, connection, invitees));
    }

    private CompletionStage<CallAutomation> begin(Call call, Connection connection, List<Invitee> invitees) {
        return ask(call, begun -> {
                    begun.attach(connection);
                    begun.participants().inviteFirst(invitees, Asked.by(connection));
                    return begun;
                })
                .whenComplete((begun, fault) -> {
                    if (fault != null) {
                        call.end(EndReason.OVERLOAD);
                    }
                });
    }

    /** Asks something about any call that is up, on its loop. Completes when what came of it is kept. */
    public <T> CompletionStage<T> ask(Call call, Function<CallAutomation, T> question) {
        return call.ask(() -> question.apply(of(call)));
    }

    /** Has an application answer a call that was offered to one; false when it is not offered (any more). */
    public CompletionStage<Boolean> answer(Call call, Connection connection) {
        return ask(call, automation -> {
            Optional<CallPlacement> offered = call.placement().filter(CallPlacement::isOffered);
            offered.ifPresent(placement -> {
                automation.attach(connection);
                placement.accept();
            });
            return offered.isPresent();
        });
    }

    /**
     * Attaches an application to a call that is up; one that is offered to an application is answered by it.
     *
     * @return why not; {@link Refusal#NOT_CONNECTED} while the call's own callee rings
     */
    public CompletionStage<Optional<Refusal>> connect(Call call, Connection connection) {
        return ask(call, automation -> {
            Optional<CallPlacement> undecided = call.placement().filter(placement -> !placement.isUp());
            if (undecided.filter(CallPlacement::isOffered).isPresent()) {
                automation.attach(connection);
                undecided.get().accept();
                return Optional.empty();
            }
            return undecided.isPresent() ? Optional.of(Refusal.NOT_CONNECTED) : automation.attach(connection);
        });
    }

    /** On the call loop. */
    private CallAutomation of(Call call) {
        CallAutomation known = byCall.get(call.id());
        if (known != null) {
            return known;
        }
        CallAutomation made = new CallAutomation(call, reports, services, this);
        if (!call.isOver()) {
            byCall.put(call.id(), made);
            call.listen(made);
        }
        return made;
    }

    @Override
    public void connected(Connection connection, CallAutomation automation) {
        byConnection.put(connection.id(), new Attached(connection, automation));
    }

    @Override
    public void disconnected(Connection connection) {
        byConnection.remove(connection.id());
    }

    @Override
    public void over(CallAutomation automation) {
        byCall.remove(automation.call().id());
    }

    /** How many connections are up. */
    public int size() {
        return byConnection.size();
    }
}
