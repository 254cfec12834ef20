package dev.tandem.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.application.ConnectionEvent.CallEnded;
import dev.tandem.application.ConnectionEvent.HungUp;
import dev.tandem.application.ConnectionEvent.SomebodyJoined;
import dev.tandem.application.ConnectionEvent.TransferAnswered;
import dev.tandem.application.ConnectionEvent.TransferFailed;
import dev.tandem.application.ConnectionEvent.TransferStarted;
import dev.tandem.application.ConnectionMachine.Report;
import dev.tandem.application.ConnectionMachine.State;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConnectionMachineTest {

    private static final List<ConnectionEvent> EVENTS = List.of(
            new SomebodyJoined(),
            new TransferStarted(),
            new TransferAnswered(),
            new TransferFailed(),
            new HungUp(),
            new CallEnded());

    private final ConnectionMachine connection = new ConnectionMachine();

    @Test
    void aCallThatNobodyJoinsFailsAndEnds() {
        assertThat(connection.on(new CallEnded())).containsExactly(Report.FAILED, Report.DISCONNECTED);
        assertThat(connection.on(new SomebodyJoined())).isEmpty();
    }

    @Test
    void aTransferThatSucceedsLeavesTheCallToTheOthers() {
        connection.on(new SomebodyJoined());
        connection.on(new TransferStarted());

        assertThat(connection.on(new TransferAnswered()))
                .containsExactly(Report.TRANSFER_ACCEPTED, Report.DISCONNECTED);
    }

    @Test
    void aTransferThatFailsLeavesTheApplicationInTheCall() {
        connection.on(new SomebodyJoined());
        connection.on(new TransferStarted());

        assertThat(connection.on(new TransferFailed())).containsExactly(Report.TRANSFER_FAILED);
        assertThat(connection.on(new CallEnded())).containsExactly(Report.DISCONNECTED);
    }

    /** The whole machine on one screen: a new state or event fails here until its row or column is thought through. */
    @Test
    void transitionTable() {
        assertThat(EVENTS)
                .<Class<?>>map(Object::getClass)
                .containsExactlyInAnyOrder(ConnectionEvent.class.getPermittedSubclasses());
        // columns: SomebodyJoined TransferStarted TransferAnswered TransferFailed HungUp CallEnded
        assertThat(table()).isEqualTo("""
                CONNECTING: CONNECTED CONNECTING CONNECTING CONNECTING DISCONNECTED DISCONNECTED
                CONNECTED: CONNECTED TRANSFERRING CONNECTED CONNECTED DISCONNECTED DISCONNECTED
                TRANSFERRING: TRANSFERRING TRANSFERRING DISCONNECTED CONNECTED DISCONNECTED DISCONNECTED
                DISCONNECTED: DISCONNECTED DISCONNECTED DISCONNECTED DISCONNECTED DISCONNECTED DISCONNECTED""");
    }

    private static String table() {
        return Arrays.stream(State.values())
                .map(state -> state + ": "
                        + EVENTS.stream().map(event -> after(state, event)).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    private static String after(State state, ConnectionEvent event) {
        ConnectionMachine machine = new ConnectionMachine();
        List.of(new SomebodyJoined(), new TransferStarted(), new HungUp()).stream()
                .takeWhile(step -> machine.state() != state)
                .forEach(machine::on);
        assertThat(machine.state()).isEqualTo(state);
        machine.on(event);
        return machine.state().name();
    }
}
