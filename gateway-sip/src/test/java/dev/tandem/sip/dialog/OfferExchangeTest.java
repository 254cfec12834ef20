package dev.tandem.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.dialog.OfferExchange.Action;
import dev.tandem.sip.dialog.OfferExchange.Event;
import dev.tandem.sip.dialog.OfferExchange.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OfferExchangeTest {
    private static final Event THEIRS = new Event.OfferReceived("theirs", true);

    private final OfferExchange exchange = new OfferExchange();

    @Test
    void offersThatMeetAreRefusedAndOursIsTriedAgainLater() {
        assertThat(exchange.on(new Event.Offer("ours"))).containsExactly(new Action.SendOffer("ours"));
        assertThat(exchange.on(THEIRS)).containsExactly(new Action.RefuseGlare());
        assertThat(exchange.on(new Event.Refused(491))).containsExactly(new Action.RetryLater());
        assertThat(exchange.on(THEIRS)).containsExactly(new Action.ReportOffer("theirs"));
        assertThat(exchange.on(new Event.RetryDue())).containsExactly(new Action.RetryLater());
        assertThat(exchange.on(new Event.Answer("fine"))).containsExactly(new Action.SendAnswer("fine"));
        exchange.on(new Event.AckReceived(Optional.empty()));
        assertThat(exchange.on(new Event.RetryDue())).containsExactly(new Action.SendOffer("ours"));
    }

    @Test
    void ofSeveralOffersThatHadToWaitTheNewestIsSent() {
        exchange.on(THEIRS);
        exchange.on(new Event.Offer("first"));
        exchange.on(new Event.Offer("second"));
        exchange.on(new Event.Refuse(488));
        assertThat(exchange.on(new Event.RetryDue())).containsExactly(new Action.SendOffer("second"));
        assertThat(exchange.on(new Event.RetryDue())).isEmpty();
    }

    @Test
    void anOfferTheyWantIsAnsweredByTheAck() {
        assertThat(exchange.on(new Event.OfferWanted())).containsExactly(new Action.ReportOfferWanted());
        assertThat(exchange.on(new Event.Answer("ours"))).containsExactly(new Action.SendAnswer("ours"));
        assertThat(exchange.on(THEIRS)).containsExactly(new Action.RefuseGlare());
        assertThat(exchange.on(new Event.AckReceived(Optional.of("theirs"))))
                .containsExactly(new Action.ReportAnswer("theirs"));
        assertThat(exchange.state()).isEqualTo(State.STABLE);
    }

    @Test
    void anOfferTheyWantedAndLeaveUnansweredChangesNothing() {
        exchange.on(new Event.OfferWanted());
        exchange.on(new Event.Answer("ours"));
        assertThat(exchange.on(new Event.AckReceived(Optional.empty()))).containsExactly(new Action.ReportRefusal(488));

        exchange.on(THEIRS);
        exchange.on(new Event.Answer("ours"));
        assertThat(exchange.on(new Event.AckReceived(Optional.empty())))
                .as("theirs was an offer")
                .isEmpty();
    }

    @Test
    void anUpdateNeedsNoAck() {
        exchange.on(new Event.OfferReceived("theirs", false));
        exchange.on(new Event.Answer("ours"));
        assertThat(exchange.state()).isEqualTo(State.STABLE);
    }

    /** The whole machine on one screen. */
    @Test
    void transitionTable() {
        List<Event> events = List.of(
                new Event.Offer("o"),
                new Event.Answered("a"),
                new Event.Refused(488),
                new Event.RetryDue(),
                THEIRS,
                new Event.OfferWanted(),
                new Event.Answer("a"),
                new Event.Refuse(488),
                new Event.AckReceived(Optional.empty()),
                new Event.CancelReceived());
        assertThat(events.stream().<Object>map(Object::getClass))
                .containsExactlyInAnyOrder((Object[]) Event.class.getPermittedSubclasses());
        Map<State, List<Event>> paths = Map.of(
                State.STABLE, List.of(),
                State.OFFERED, List.of(new Event.Offer("o")),
                State.DECIDING, List.of(THEIRS),
                State.ANSWERED, List.of(THEIRS, new Event.Answer("a")));
        String table = Arrays.stream(State.values())
                .map(state -> state + ":"
                        + events.stream()
                                .map(event -> " " + next(paths.get(state), event))
                                .collect(Collectors.joining())
                        + "\n")
                .collect(Collectors.joining());
        assertThat(table).isEqualTo("""
                STABLE: OFFERED STABLE STABLE STABLE DECIDING DECIDING STABLE STABLE STABLE STABLE
                OFFERED: OFFERED STABLE STABLE OFFERED OFFERED OFFERED OFFERED OFFERED OFFERED OFFERED
                DECIDING: DECIDING DECIDING DECIDING DECIDING DECIDING DECIDING ANSWERED STABLE DECIDING STABLE
                ANSWERED: ANSWERED ANSWERED ANSWERED ANSWERED ANSWERED ANSWERED ANSWERED ANSWERED STABLE ANSWERED
                """);
    }

    private static State next(List<Event> path, Event event) {
        OfferExchange machine = new OfferExchange();
        path.forEach(machine::on);
        machine.on(event);
        return machine.state();
    }
}
