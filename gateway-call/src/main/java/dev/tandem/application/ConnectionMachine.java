package dev.tandem.application;

import dev.tandem.application.ConnectionEvent.CallEnded;
import dev.tandem.application.ConnectionEvent.HungUp;
import dev.tandem.application.ConnectionEvent.SomebodyJoined;
import dev.tandem.application.ConnectionEvent.TransferAnswered;
import dev.tandem.application.ConnectionEvent.TransferFailed;
import dev.tandem.application.ConnectionEvent.TransferStarted;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An application's connection to a call: what it is told, and when it is out.
 *
 * <pre>
 *  CONNECTING --SomebodyJoined--&gt; CONNECTED &lt;--TransferStarted, TransferFailed--&gt; TRANSFERRING
 *      |                             |                                              |
 *      +-- CallEnded, HungUp --------+----------------------------------------------+--TransferAnswered--&gt; DISCONNECTED
 * </pre>
 *
 * <p>Pure. Not thread-safe; owned by the call loop of its call.
 */
final class ConnectionMachine {

    /** The states; {@link #wire} is how the application sees them. */
    enum State {
        CONNECTING,
        CONNECTED,
        TRANSFERRING,
        DISCONNECTED;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the application is told. */
    enum Report {
        CONNECTED,
        /** Nobody ever joined. */
        FAILED,
        TRANSFER_ACCEPTED,
        TRANSFER_FAILED,
        /** The last one. */
        DISCONNECTED
    }

    private static final Set<Class<? extends ConnectionEvent>> UNUSED = Set.of(
            SomebodyJoined.class,
            TransferStarted.class,
            TransferAnswered.class,
            TransferFailed.class,
            HungUp.class,
            CallEnded.class);

    private State state = State.CONNECTING;

    State state() {
        return state;
    }

    /** Applies one event and returns what to tell, in order; an event the state has no use for tells nothing. */
    List<Report> on(ConnectionEvent event) {
        return switch (state) {
            case CONNECTING -> connecting(event);
            case CONNECTED -> connected(event);
            case TRANSFERRING -> transferring(event);
            case DISCONNECTED -> unused(event);
        };
    }

    private List<Report> connecting(ConnectionEvent event) {
        if (event instanceof SomebodyJoined) {
            state = State.CONNECTED;
            return List.of(Report.CONNECTED);
        }
        if (event instanceof CallEnded) {
            state = State.DISCONNECTED;
            return List.of(Report.FAILED, Report.DISCONNECTED);
        }
        return left(event);
    }

    private List<Report> connected(ConnectionEvent event) {
        if (event instanceof TransferStarted) {
            state = State.TRANSFERRING;
            return List.of();
        }
        return left(event);
    }

    private List<Report> transferring(ConnectionEvent event) {
        if (event instanceof TransferAnswered) {
            state = State.DISCONNECTED;
            return List.of(Report.TRANSFER_ACCEPTED, Report.DISCONNECTED);
        }
        if (event instanceof TransferFailed) {
            state = State.CONNECTED;
            return List.of(Report.TRANSFER_FAILED);
        }
        if (event instanceof CallEnded) {
            state = State.DISCONNECTED;
            return List.of(Report.TRANSFER_FAILED, Report.DISCONNECTED);
        }
        return left(event);
    }

    private List<Report> left(ConnectionEvent event) {
        if (event instanceof HungUp || event instanceof CallEnded) {
            state = State.DISCONNECTED;
            return List.of(Report.DISCONNECTED);
        }
        return unused(event);
    }

    /** What the state has no use for; an event that is not named here must be one it has. */
    private static List<Report> unused(ConnectionEvent event) {
        if (UNUSED.contains(event.getClass())) {
            return List.of();
        }
        throw new AssertionError(event);
    }
}
