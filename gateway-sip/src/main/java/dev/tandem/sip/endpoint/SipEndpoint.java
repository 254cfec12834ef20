package dev.tandem.sip.endpoint;

import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.BindingStore;
import dev.tandem.sip.Flow;
import dev.tandem.sip.FlowOwner;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipCounters;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipSettings;
import dev.tandem.sip.trunk.TrunkHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A SIP user agent on sockets of its own: it listens, admits, registers and carries legs. Several can live in one JVM.
 *
 * <p>Thread-safe. Events come on SIP pool threads.
 */
public final class SipEndpoint implements AutoCloseable {
    private final Supplier<RunningEndpoint> starter;
    private final AtomicReference<@Nullable RunningEndpoint> running = new AtomicReference<>();

    /** Makes an endpoint that does not listen yet. */
    public SipEndpoint(
            SipSettings settings,
            SipDirectory directory,
            BindingStore bindings,
            SipApplication application,
            Clock clock) {
        starter = () -> new RunningEndpoint(settings, directory, bindings, application, clock);
    }

    /**
     * Binds the sockets and starts to listen.
     *
     * @throws java.io.UncheckedIOException when a port is taken, naming it
     */
    public void start() {
        running.set(starter.get());
    }

    /** Places a call; the events arrive at {@code events}, never before this method has returned the leg. */
    public SipLeg invite(OutgoingInvite invite, Consumer<SipLegEvent> events) {
        return started().invite(invite, events);
    }

    /**
     * Takes a WebSocket whose token has been checked; it may only register its owner and only call as them. When the proof
     * ends, its calls go on and nothing new begins; it is closed with the last call.
     *
     * @param remoteAddress address literal of the browser, with or without a port
     * @param sender sends one text message to the browser; never blocks
     * @param close closes the WebSocket
     */
    public Flow openFlow(FlowOwner owner, String remoteAddress, Consumer<String> sender, Consumer<Flow.End> close) {
        return started().openFlow(owner, remoteAddress, sender, close);
    }

    /** Closes every flow of a user and forgets their bindings, e.g. because the tokens were revoked. */
    public void dropUser(AddressOfRecord aor) {
        started().dropUser(aor);
    }

    /** Forgets what a user's softphones registered by a password, and closes their connections; browsers stay. */
    public void dropSoftphones(AddressOfRecord aor) {
        started().dropSoftphones(aor);
    }

    /** Asks every enabled trunk with an OPTIONS this often whether it is there (section 11); zero: never. */
    public void pingTrunks(Duration interval) {
        started().pingTrunks(interval);
    }

    /** What is known about how a trunk does. */
    public TrunkHealth health(String trunk) {
        return started().health(trunk);
    }

    /** How much of this process connections may take, in words for the log. */
    public String bounds() {
        return started().bounds();
    }

    /** What is going on and what went wrong so far. */
    public SipCounters counters() {
        return started().counters();
    }

    private RunningEndpoint started() {
        return Optional.ofNullable(running.get()).orElseThrow(() -> new IllegalStateException("not started"));
    }

    /** Ends the legs that are up, closes flows and sockets. */
    @Override
    public void close() {
        RunningEndpoint ending = running.getAndSet(null);
        if (ending != null) {
            ending.close();
        }
    }
}
