package dev.tandem.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.connection.DtmfCollection.Await;
import dev.tandem.connection.DtmfCollection.Event;
import dev.tandem.connection.DtmfCollection.Finish;
import dev.tandem.connection.DtmfCollection.Pressed;
import dev.tandem.connection.DtmfCollection.PromptEnded;
import dev.tandem.connection.DtmfCollection.State;
import dev.tandem.connection.DtmfCollection.StopPrompt;
import dev.tandem.connection.DtmfCollection.TimedOut;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DtmfCollectionTest {

    private static final Duration INITIAL = Duration.ofSeconds(5);
    private static final Duration INTER = Duration.ofSeconds(2);
    private static final List<Event> EVENTS =
            List.of(new PromptEnded(), new Pressed('1'), new Pressed('#'), new TimedOut());

    private final DtmfCollection collection = collection(true);

    @Test
    void fourKeysAfterThePromptAreEnough() {
        assertThat(collection.on(new PromptEnded())).containsExactly(new Await(INITIAL));
        for (char digit : new char[] {'1', '2', '3'}) {
            assertThat(collection.on(new Pressed(digit))).containsExactly(new Await(INTER));
        }

        assertThat(collection.on(new Pressed('4')))
                .first()
                .extracting("code", "subCode")
                .containsExactly(200, 8531);
        assertThat(collection.digits()).isEqualTo("1234");
        assertThat(collection.on(new Pressed('5'))).as("one too many").isEmpty();
    }

    @Test
    void aKeyDuringThePromptInterruptsItAndCounts() {
        assertThat(collection.on(new Pressed('1'))).containsExactly(new StopPrompt(), new Await(INTER));
        assertThat(collection.digits()).isEqualTo("1");
    }

    @Test
    void aKeyDuringAPromptThatMayNotBeInterruptedIsIgnored() {
        DtmfCollection patient = collection(false);

        assertThat(patient.on(new Pressed('1'))).isEmpty();
        assertThat(patient.on(new PromptEnded())).containsExactly(new Await(INITIAL));
        assertThat(patient.digits()).isEmpty();
    }

    @Test
    void aStopToneEndsItAndDoesNotCount() {
        collection.on(new PromptEnded());
        collection.on(new Pressed('7'));

        assertThat(finish(collection.on(new Pressed('#'))).subCode()).isEqualTo(8533);
        assertThat(collection.digits()).isEqualTo("7");
    }

    @Test
    void silenceBeforeTheFirstKeyAndBetweenKeysAreToldApart() {
        collection.on(new PromptEnded());
        assertThat(finish(collection.on(new TimedOut())).subCode()).isEqualTo(8510);

        DtmfCollection other = collection(true);
        other.on(new PromptEnded());
        other.on(new Pressed('7'));
        assertThat(finish(other.on(new TimedOut())).subCode()).isEqualTo(8532);
    }

    /** The whole machine on one screen: a new state or event fails here until its row or column is thought through. */
    @Test
    void transitionTable() {
        assertThat(EVENTS).<Class<?>>map(Object::getClass).contains(Event.class.getPermittedSubclasses());
        // columns: PromptEnded Pressed(1) Pressed(#) TimedOut
        assertThat(table()).isEqualTo("""
                PROMPTING: WAITING COLLECTING DONE PROMPTING
                WAITING: WAITING COLLECTING DONE DONE
                COLLECTING: COLLECTING COLLECTING DONE DONE
                DONE: DONE DONE DONE DONE""");
    }

    private static String table() {
        return Arrays.stream(State.values())
                .map(state -> state + ": "
                        + EVENTS.stream().map(event -> after(state, event)).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    private static String after(State state, Event event) {
        DtmfCollection machine = collection(true);
        List.of(new PromptEnded(), new Pressed('1'), new TimedOut()).stream()
                .takeWhile(step -> machine.state() != state)
                .forEach(machine::on);
        assertThat(machine.state()).isEqualTo(state);
        machine.on(event);
        return machine.state().name();
    }

    private static DtmfCollection collection(boolean mayInterrupt) {
        return new DtmfCollection(new DtmfRules(4, Set.of('#'), mayInterrupt, INITIAL, INTER));
    }

    private static Finish finish(List<DtmfCollection.Action> actions) {
        return (Finish) actions.get(0);
    }
}
