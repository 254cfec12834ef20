package dev.tandem.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.SipLegEvent.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Prints what each event does in each state, leaving out events that change nothing. */
final class LegTable {
    private static final List<LegEvent> EVENTS = List.of(
            new LegEvent.Provisional(180, Optional.empty()),
            new LegEvent.Accepted("v=0"),
            new LegEvent.Refused(486, "Busy"),
            new LegEvent.Challenged(),
            new LegEvent.NoAnswer(),
            new LegEvent.Progress(180, Optional.empty()),
            new LegEvent.Answer("v=0"),
            new LegEvent.Reject(486, "Busy", Duration.ZERO),
            new LegEvent.HangUp(),
            new LegEvent.CancelReceived(),
            new LegEvent.AckReceived(Optional.empty()),
            new LegEvent.AckOverdue(),
            new LegEvent.ByeReceived(),
            new LegEvent.Released(),
            new LegEvent.Lost(Cause.TIMEOUT, 408, "no response"));

    private LegTable() {}

    record Machine(Consumer<LegEvent> on, Supplier<LegState> state) {}

    static String table(Map<LegState, List<LegEvent>> paths, Supplier<Machine> fresh) {
        assertThat(EVENTS.stream().<Object>map(Object::getClass))
                .as("every event has a column")
                .containsExactlyInAnyOrder((Object[]) LegEvent.class.getPermittedSubclasses());
        return paths.entrySet().stream()
                .map(row -> "%-15s: %s\n".formatted(row.getKey(), row(row.getKey(), row.getValue(), fresh)))
                .collect(Collectors.joining());
    }

    private static String row(LegState state, List<LegEvent> path, Supplier<Machine> fresh) {
        return EVENTS.stream()
                .map(event -> {
                    Machine machine = fresh.get();
                    path.forEach(machine.on());
                    assertThat(machine.state().get()).isEqualTo(state);
                    machine.on().accept(event);
                    LegState next = machine.state().get();
                    return next == state ? "" : event.getClass().getSimpleName() + ">" + next;
                })
                .filter(cell -> !cell.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
