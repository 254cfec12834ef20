package dev.tandem.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.operation.Choices.Choice;
import dev.tandem.operation.Recognition.Action;
import dev.tandem.operation.Recognition.Await;
import dev.tandem.operation.Recognition.Event;
import dev.tandem.operation.Recognition.Finish;
import dev.tandem.operation.Recognition.GivenUp;
import dev.tandem.operation.Recognition.Listen;
import dev.tandem.operation.Recognition.NotUnderstood;
import dev.tandem.operation.Recognition.Pressed;
import dev.tandem.operation.Recognition.PromptEnded;
import dev.tandem.operation.Recognition.PromptStarted;
import dev.tandem.operation.Recognition.State;
import dev.tandem.operation.Recognition.StopPrompt;
import dev.tandem.operation.Recognition.TalkBegan;
import dev.tandem.operation.Recognition.TalkEnded;
import dev.tandem.operation.Recognition.TimedOut;
import dev.tandem.operation.Recognition.Understand;
import dev.tandem.operation.Recognition.Understood;
import dev.tandem.operation.RecognitionRules.Input;
import dev.tandem.operation.RecognitionRules.SpeechRules;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecognitionTest {

    private static final Duration INITIAL = Duration.ofSeconds(5);
    private static final Duration INTER = Duration.ofSeconds(2);
    private static final Choices SALES_OR_SUPPORT = new Choices(List.of(
            new Choice("sales", List.of("Sales", "Buy something"), Optional.of(Tone.ONE)),
            new Choice("support", List.of("Support", "Technical support"), Optional.of(Tone.TWO))));
    private static final List<Event> EVENTS = List.of(
            new PromptStarted(),
            new PromptEnded(),
            new Pressed('1'),
            new Pressed('#'),
            new TalkBegan(),
            new TalkEnded(),
            new Understood("hello"),
            new NotUnderstood("no"),
            new TimedOut(),
            new GivenUp());

    private final Recognition keys = recognition(Input.DTMF, true);
    private final Recognition speech = recognition(Input.SPEECH, true);
    private final Recognition both = recognition(Input.SPEECH_OR_DTMF, true);
    private final Recognition choices = recognition(Input.CHOICES, true);

    @Test
    void fourKeysAfterThePromptAreEnough() {
        assertThat(keys.on(new PromptEnded())).containsExactly(new Await(INITIAL));
        for (char digit : new char[] {'1', '2', '3'}) {
            assertThat(keys.on(new Pressed(digit))).containsExactly(new Await(INTER));
        }

        Finish enough = finish(keys.on(new Pressed('4')));
        assertThat(enough).extracting("code", "subCode").containsExactly(200, 8531);
        assertThat(enough.found())
                .containsEntry("dtmfResult", Map.of("tones", List.of("one", "two", "three", "four")))
                .containsEntry("recognitionType", "dtmf");
        assertThat(keys.on(new Pressed('5'))).as("one too many").isEmpty();
    }

    @Test
    void aKeyDuringThePromptInterruptsItAndCounts() {
        assertThat(keys.on(new PromptStarted())).as("nobody listens to speech").isEmpty();
        assertThat(keys.on(new Pressed('1'))).containsExactly(new StopPrompt(), new Await(INTER));
    }

    @Test
    void aPromptThatMayNotBeInterruptedIsHeardOut() {
        Recognition patient = recognition(Input.SPEECH_OR_DTMF, false);

        assertThat(patient.on(new PromptStarted())).as("not listening yet").isEmpty();
        assertThat(patient.on(new Pressed('1'))).isEmpty();
        assertThat(patient.on(new PromptEnded())).containsExactly(new Listen(), new Await(INITIAL));
    }

    @Test
    void aStopToneEndsItAndDoesNotCount() {
        keys.on(new PromptEnded());
        keys.on(new Pressed('7'));

        Finish stopped = finish(keys.on(new Pressed('#')));
        assertThat(stopped).extracting("code", "subCode").containsExactly(200, 8514);
        assertThat(stopped.found()).containsEntry("dtmfResult", Map.of("tones", List.of("seven")));
    }

    @Test
    void silenceBeforeTheFirstKeyAndBetweenKeysAreToldApart() {
        keys.on(new PromptEnded());
        assertThat(finish(keys.on(new TimedOut())).subCode()).isEqualTo(8510);

        both.on(new PromptEnded());
        both.on(new Pressed('7'));
        assertThat(finish(both.on(new TimedOut())).subCode()).isEqualTo(8532);
    }

    @Test
    void speechDuringThePromptInterruptsItAndIsUnderstood() {
        assertThat(speech.on(new PromptStarted())).containsExactly(new Listen());
        assertThat(speech.on(new TalkBegan())).containsExactly(new StopPrompt(), new Await(Recognition.TALK_MAX));
        assertThat(speech.on(new TalkEnded())).containsExactly(new Understand(), new Await(Recognition.PROVIDER_MAX));

        Finish understood = finish(speech.on(new Understood("I want to talk to somebody.")));
        assertThat(understood.code()).isEqualTo(200);
        assertThat(understood.found())
                .containsEntry("recognitionType", "speech")
                .containsEntry("speechResult", Map.of("speech", "I want to talk to somebody."));
    }

    @Test
    void whoIsListenedToDuringThePromptIsNotListenedToTwice() {
        speech.on(new PromptStarted());

        assertThat(speech.on(new PromptEnded())).containsExactly(new Await(INITIAL));
    }

    @Test
    void whoTalksWithoutEndIsUnderstoodAsFarAsTheyCame() {
        speech.on(new PromptEnded());
        speech.on(new TalkBegan());

        assertThat(speech.on(new TimedOut())).startsWith(new Understand());
        assertThat(speech.on(new TalkEnded())).isEmpty();
    }

    @Test
    void keysMeanNothingWhereSpeechAloneIsAskedFor() {
        speech.on(new PromptEnded());

        assertThat(speech.on(new Pressed('1'))).isEmpty();
        assertThat(finish(speech.on(new TimedOut())).subCode()).isEqualTo(8510);
    }

    @Test
    void aKeyIsMeantEvenWhileSpeechIsBeingUnderstood() {
        both.on(new PromptEnded());
        both.on(new TalkBegan());
        both.on(new TalkEnded());

        assertThat(both.on(new Pressed('1'))).containsExactly(new Await(INTER));
        assertThat(both.on(new Understood("one"))).isEmpty();
        assertThat(finish(both.on(new Pressed('#'))).found()).containsEntry("recognitionType", "dtmf");
    }

    @ParameterizedTest
    @CsvSource({"'Sales, please.',8545", "'  ',8563", "'Something else',8547", "'Sales or support',8547"})
    void whatWasSaidIsAChoiceOrAFailureThatSaysWhy(String said, int subCode) {
        choices.on(new PromptEnded());
        choices.on(new TalkBegan());
        choices.on(new TalkEnded());

        assertThat(finish(choices.on(new Understood(said))).subCode()).isEqualTo(subCode);
    }

    @Test
    void aChoiceThatWasSaidIsNamedWithItsPhrase() {
        choices.on(new PromptEnded());
        choices.on(new TalkBegan());
        choices.on(new TalkEnded());

        assertThat(finish(choices.on(new Understood("Technical support!"))).found())
                .containsEntry("recognitionType", "choices")
                .containsEntry("choiceResult", Map.of("label", "support", "recognizedPhrase", "Technical support"));
    }

    @Test
    void aChoiceIsMadeByItsKeyAndByNoOther() {
        Finish chosen = finish(choices.on(new Pressed('2')), 1);
        assertThat(chosen).extracting("code", "subCode").containsExactly(200, 8533);
        assertThat(chosen.found()).containsEntry("choiceResult", Map.of("label", "support"));

        Recognition others = recognition(Input.CHOICES, true);
        others.on(new PromptEnded());
        assertThat(finish(others.on(new Pressed('9'))))
                .extracting("code", "subCode")
                .containsExactly(400, 8534);
    }

    @Test
    void aProviderThatFailsIsToldInItsWords() {
        speech.on(new PromptEnded());
        speech.on(new TalkBegan());
        speech.on(new TalkEnded());

        Finish failed = finish(speech.on(new NotUnderstood("it answered 500")));
        assertThat(failed).extracting("code", "subCode").containsExactly(400, 8564);
        assertThat(failed.message()).isEqualTo("it answered 500");
    }

    @Test
    void aProviderThatNeverAnswersIsNotWaitedForForEver() {
        speech.on(new PromptEnded());
        speech.on(new TalkBegan());
        speech.on(new TalkEnded());

        assertThat(finish(speech.on(new TimedOut())).subCode()).isEqualTo(8564);
    }

    /** The whole machine on one screen: a new state or event fails here until its row or column is thought through. */
    @Test
    void transitionTable() {
        assertThat(EVENTS).<Class<?>>map(Object::getClass).contains(Event.class.getPermittedSubclasses());
        // PromptStarted PromptEnded Pressed(1) Pressed(#) TalkBegan TalkEnded Understood NotUnderstood TimedOut GivenUp
        assertThat(table()).isEqualTo("""
                PROMPTING: . WAITING COLLECTING DONE TALKING . . . . DONE
                WAITING: . . COLLECTING DONE TALKING . . . DONE DONE
                COLLECTING: . . . DONE . . . . DONE DONE
                TALKING: . . COLLECTING DONE . UNDERSTANDING . . UNDERSTANDING DONE
                UNDERSTANDING: . . COLLECTING DONE . . DONE DONE DONE DONE
                DONE: . . . . . . . . . .""");
    }

    private static String table() {
        return Arrays.stream(State.values())
                .map(state -> state + ": "
                        + EVENTS.stream().map(event -> after(state, event)).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    private static String after(State state, Event event) {
        Recognition machine = recognition(Input.SPEECH_OR_DTMF, true);
        List<Event> way = state == State.COLLECTING
                ? List.of(new Pressed('1'))
                : List.of(new PromptEnded(), new TalkBegan(), new TalkEnded(), new Understood("hello"));
        way.stream().takeWhile(step -> machine.state() != state).forEach(machine::on);
        assertThat(machine.state()).isEqualTo(state);
        machine.on(event);
        return machine.state() == state ? "." : machine.state().name();
    }

    private static Recognition recognition(Input input, boolean mayInterrupt) {
        return new Recognition(new RecognitionRules(
                input,
                mayInterrupt,
                INITIAL,
                new DtmfRules(4, Set.of('#'), INTER),
                new SpeechRules(Optional.empty(), Duration.ofMillis(500)),
                SALES_OR_SUPPORT));
    }

    private static Finish finish(List<Action> actions) {
        return finish(actions, 0);
    }

    private static Finish finish(List<Action> actions, int index) {
        return (Finish) actions.get(index);
    }
}
