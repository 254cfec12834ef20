package dev.tandem.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.CallSetup.State;
import dev.tandem.call.CallSetupEvent.Accepted;
import dev.tandem.call.CallSetupEvent.Joined;
import dev.tandem.call.CallSetupEvent.Over;
import dev.tandem.call.CallSetupEvent.Routed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallSetupTest {

    private static final CallPlan.Ask ASK = new CallPlan.Ask("ivr", "+13125550100", List.of("because"));
    private static final CallPlan.Ring RING = new CallPlan.Ring(List.of(), "+1", List.of("because"));
    private static final CallPlan.Refuse REFUSE =
            new CallPlan.Refuse(EndReason.NOT_FOUND, 404, "Not Found", List.of("because"));
    private static final List<CallSetupEvent> EVENTS =
            List.of(new Routed(RING), new Routed(ASK), new Routed(REFUSE), new Accepted(), new Joined(), new Over());

    private final CallSetup setup = new CallSetup();

    @Test
    void anApplicationThatRedirectsToAnApplicationAgainIsNotFollowed() {
        assertThat(setup.on(new Routed(ASK))).contains(ASK);

        assertThat(setup.on(new Routed(ASK)))
                .hasValueSatisfying(plan -> assertThat(plan)
                        .isEqualTo(new CallPlan.Refuse(
                                EndReason.UNASSIGNED, 480, "Redirected to an application again", List.of())));
    }

    @Test
    void anApplicationThatRedirectsHasTheCalleeRung() {
        setup.on(new Routed(ASK));

        assertThat(setup.on(new Routed(RING))).contains(RING);
        assertThat(setup.on(new Routed(REFUSE))).as("decided already").isEmpty();
    }

    /** The whole machine on one screen: a new state or event fails here until its row or column is thought through. */
    @Test
    void transitionTable() {
        assertThat(EVENTS.stream().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(CallSetupEvent.class.getPermittedSubclasses());
        // columns: Routed to ring, Routed to ask, Routed to refuse, Accepted, Joined, Over
        assertThat(table()).isEqualTo("""
                ROUTING: RINGING OFFERED ENDED ROUTING ROUTING ENDED
                OFFERED: RINGING ENDED ENDED UP OFFERED ENDED
                RINGING: RINGING RINGING RINGING RINGING UP ENDED
                UP: UP UP UP UP UP ENDED
                ENDED: ENDED ENDED ENDED ENDED ENDED ENDED""");
    }

    private static String table() {
        return Arrays.stream(State.values())
                .map(state -> state + ": "
                        + EVENTS.stream().map(event -> after(state, event)).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    private static String after(State state, CallSetupEvent event) {
        CallSetup machine = new CallSetup();
        List<CallSetupEvent> way =
                state == State.OFFERED ? List.of(new Routed(ASK)) : List.of(new Routed(RING), new Joined(), new Over());
        way.stream().takeWhile(step -> machine.state() != state).forEach(machine::on);
        assertThat(machine.state()).isEqualTo(state);
        machine.on(event);
        return machine.state().name();
    }
}
