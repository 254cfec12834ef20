package dev.tandem.testkit.closed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ladders over the events of a little machine. */
class ClosedTypesTest {

    private static final String EVENT = """
            package sample.event;
            public sealed interface Event {
                record Answered(int branch) implements Event {}
                record Failed(int status) implements Event {}
                record Lost() implements Event {}
            }
            """;

    @TempDir
    Path sources;

    @BeforeEach
    void anEventOfThreeCases() throws IOException {
        write("Event", EVENT);
    }

    @Test
    void aRunThatEndsInAThrowIsFine() throws IOException {
        machine("""
                int on(Event event) {
                    if (event instanceof Answered answered) {
                        return answered.branch();
                    }
                    if (event instanceof Event.Failed failed && failed.status() > 400) {
                        return 0;
                    }
                    throw new AssertionError(event);
                }
                """);

        assertThat(complaints()).isEmpty();
    }

    @Test
    void aRunThatReturnsForTheRestIsNot() throws IOException {
        machine("""
                int on(Event event) {
                    if (event instanceof Answered answered) {
                        return answered.branch();
                    }
                    if (event instanceof Event.Failed) {
                        return 0;
                    }
                    return -1;
                }
                """);

        assertThat(complaints())
                .containsExactly("Machine.java:6: event is asked for Answered, Failed, and Lost and any"
                        + " new one pass in silence; end in throw new AssertionError(event)");
    }

    @Test
    void aChainThatNamesEveryCaseIsFineUntilACaseIsAdded() throws IOException {
        machine("""
                void on(Event event) {
                    if (event instanceof Answered answered) {
                        play(answered);
                    } else if (event instanceof Event.Failed || event instanceof Event.Lost) {
                        stop();
                    }
                }
                """);
        assertThat(complaints()).isEmpty();

        write("Event", EVENT.replace("record Lost", "record Held() implements Event {} record Lost"));

        assertThat(complaints()).singleElement().asString().contains("and Held and any new one pass in silence");
    }

    @Test
    void aFinalElseNoticesOnlyByAThrow() throws IOException {
        String chain = """
                void on(Event event) {
                    if (event instanceof Answered) {
                        play();
                    } else if (!(event instanceof Event.Failed)) {
                        stop();
                    } else {
                        %s;
                    }
                }
                """;
        machine(chain.formatted("count()"));
        assertThat(complaints()).hasSize(1);

        machine(chain.formatted("throw new AssertionError(event)"));
        assertThat(complaints()).isEmpty();
    }

    @Test
    void whatIsHandedOnIsHeldToTheSameRuleWhereItArrives() throws IOException {
        String machine = """
                int on(Event event) {
                    if (event instanceof Answered answered) {
                        return answered.branch();
                    }
                    return rest(event);
                }
                private int rest(Event left) {
                    %s
                }
                """;
        machine(machine.formatted("return left instanceof Event.Failed ? 1 : 2;"));
        assertThat(complaints()).singleElement().asString().startsWith("Machine.java:6: event is asked for");

        machine(machine.formatted("if (left instanceof Event.Lost) { return 1; } throw new AssertionError(left);"));
        assertThat(complaints()).isEmpty();

        machine(machine.formatted("return left instanceof Event.Failed || left instanceof Event.Lost ? 1 : 2;"));
        assertThat(complaints()).as("both together name all").isEmpty();
    }

    @Test
    void whatIsHandedToAnAbstractMethodIsHeldInEachBody() throws IOException {
        machine("""
                void on(Event event) {
                    if (event instanceof Answered) {
                        play();
                    } else if (event instanceof Event.Lost) {
                        stop();
                    } else {
                        more(event);
                    }
                }
                abstract void more(Event event);
                """);
        subclass("Caller", "if (event instanceof Event.Failed) { stop(); } else { throw new AssertionError(event); }");
        assertThat(complaints()).isEmpty();

        subclass("Callee", "stop();");
        assertThat(complaints()).singleElement().asString().startsWith("Machine.java:6");
    }

    @Test
    void aSwitchThatIsHandedTheRestMustHandItOnInEachCase() throws IOException {
        String machine = """
                int on(Event event) {
                    if (event instanceof Answered answered) {
                        return answered.branch();
                    }
                    return switch (state) {
                        case RINGING -> ringing(event);
                        case OVER -> %s;
                    };
                }
                private int ringing(Event event) {
                    if (event instanceof Event.Lost) {
                        return 1;
                    }
                    throw new AssertionError(event);
                }
                """;
        machine(machine.formatted("throw new AssertionError(event)"));
        assertThat(complaints()).isEmpty();

        machine(machine.formatted("0"));
        assertThat(complaints()).hasSize(1);
    }

    @Test
    void aChainOfConditionalExpressionsIsALadder() throws IOException {
        machine("int on(Event event) { return event instanceof Answered ? 1 : event instanceof Event.Lost ? 2 : 3; }");

        assertThat(complaints()).hasSize(1);
    }

    @Test
    void ifsInALoopThatContinueAreALadder() throws IOException {
        machine("""
                void all(java.util.List<Event> events) {
                    for (Event each : events) {
                        if (each instanceof Answered) {
                            continue;
                        }
                        if (each instanceof Event.Lost) {
                            continue;
                        }
                        stop();
                    }
                }
                """);

        assertThat(complaints()).singleElement().asString().startsWith("Machine.java:7: each is asked for");
    }

    @Test
    void singleQuestionsAreNoLadderEvenOneAfterTheOther() throws IOException {
        machine("""
                boolean on(Event event, Event other) {
                    if (event instanceof Answered) {
                        count();
                    }
                    if (event instanceof Event.Lost) {
                        count();
                    }
                    if (other instanceof Event.Lost) {
                        return true;
                    }
                    return event instanceof Answered || event instanceof Event.Lost;
                }
                """);

        assertThat(complaints()).isEmpty();
    }

    @Test
    void typesThatAreNotSealedAreNobodysBusiness() throws IOException {
        machine("""
                int on(Object any) {
                    if (any instanceof String) {
                        return 1;
                    }
                    if (any instanceof Machine) {
                        return 2;
                    }
                    return 3;
                }
                """);

        assertThat(complaints()).isEmpty();
    }

    @Test
    void aCastToACaseIsNeverFine() throws IOException {
        machine("""
                int on(Event event) {
                    if (event instanceof Answered) {
                        return 1;
                    }
                    return ((Event.Failed) event).status();
                }
                """);

        assertThat(complaints())
                .containsExactly(
                        "Machine.java:9: event is cast to Event.Failed, one case of several; ask by instanceof and"
                                + " end in a throw");
    }

    @Test
    void casesOfACaseThatIsSealedItselfAreCasesOfTheWhole() throws IOException {
        write("Event", """
                package sample.event;
                public sealed interface Event permits Event.Answered, Event.Over {
                    record Answered(int branch) implements Event {}
                    sealed interface Over extends Event {}
                    record Failed(int status) implements Over {}
                    record Lost() implements Over {}
                }
                """);
        machine("""
                int on(Event event) {
                    if (event instanceof Answered) {
                        return 1;
                    }
                    if (event instanceof Event.Over) {
                        return 2;
                    }
                    return 3;
                }
                """);
        assertThat(complaints()).as("all are named").isEmpty();
    }

    @Test
    void sourcesWithoutASealedTypeAreAMistakeOfWhoAsks() throws IOException {
        Files.delete(sources.resolve("Event.java"));

        assertThatThrownBy(this::complaints).hasMessageContaining("is this the right directory?");
    }

    @Test
    void theCheckFailsWithALineForEachPlace() throws IOException {
        machine("int on(Event event) { return ((Answered) event).branch(); }");

        assertThatThrownBy(() -> ClosedTypes.in(sources).check())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Machine.java:5");
    }

    private List<String> complaints() {
        return ClosedTypes.in(sources).complaints();
    }

    private void machine(String methods) throws IOException {
        write("Machine", """
                package sample;
                import sample.event.Event;
                import sample.event.Event.Answered;
                abstract class Machine {
                %s}
                """.formatted(methods.endsWith("\n") ? methods : methods + "\n"));
    }

    private void subclass(String name, String body) throws IOException {
        write(name, """
                package sample;
                import sample.event.Event;
                final class %s extends Machine {
                    @Override void more(Event event) { %s }
                }
                """.formatted(name, body));
    }

    private void write(String type, String source) throws IOException {
        Files.writeString(sources.resolve(type + ".java"), source);
    }
}
