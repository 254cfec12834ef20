package dev.tandem.sip;

import dev.tandem.sip.flow.Flow;
import dev.tandem.sip.registrar.BindingStore;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * A SIP user agent on sockets of its own: it listens, admits, registers and carries legs. Several can live in one JVM.
 *
 * <p>Thread-safe. Events come on SIP pool threads.
 */
public final class SipEndpoint implements AutoCloseable {

    /** Makes an endpoint that does not listen yet. */
    public SipEndpoint(
            SipSettings settings,
            SipDirectory directory,
            BindingStore bindings,
            SipApplication application,
            Clock clock) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Binds the sockets and starts to listen.
     *
     * @throws java.io.UncheckedIOException when a port is taken, naming it
     */
    public void start() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Places a call; the events arrive at {@code events}, never before this method has returned the leg. */
    public SipLeg invite(OutgoingInvite invite, Consumer<SipLegEvent> events) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Takes a WebSocket whose token has been checked; it may only register {@code aor} and only call as it.
     *
     * @param sender sends one text message to the browser; never blocks
     * @param close closes the WebSocket
     */
    public Flow openFlow(AddressOfRecord aor, String remoteAddress, Consumer<String> sender, Runnable close) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Closes every flow of a user and forgets their bindings, e.g. because the tokens were revoked. */
    public void dropUser(AddressOfRecord aor) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** What is going on and what went wrong so far. */
    public SipCounters counters() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Ends the legs that are up, closes flows and sockets. */
    @Override
    public void close() {}
}
