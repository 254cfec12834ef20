package dev.tandem.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.call.FakeWorld.FakeMember;
import dev.tandem.operation.RecognitionRules.Input;
import dev.tandem.operation.Speech.Heard;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of what a participant says. */
class SpeechRecognitionTest extends CallStage {

    private FakeMember ann;

    @BeforeEach
    void aCallWithAnn() {
        ann = seated(ANN);
    }

    @Test
    void whatIsSaidIsWrittenDownAndTold() {
        recognize(Input.SPEECH, List.of());

        talk(1_000);
        quiet(600);
        understand("I want to talk to somebody.");

        JsonNode told = assertTold("RecognizeCompleted");
        assertThat(told.path("recognitionType").asText()).isEqualTo("speech");
        assertThat(told.at("/speechResult/speech").asText()).isEqualTo("I want to talk to somebody.");
        assertThat(told.path("operationContext").asText()).isEqualTo("ctx");
        assertThat(speech.asked).hasSize(1);
        assertThat(speech.asked.get(0)).startsWith('R', 'I', 'F', 'F').hasSizeGreaterThan(2 * 16_000);
        assertThat(ann.overheard).as("nobody listens any more").isNull();
    }

    @Test
    void aChoiceIsMadeBySayingIt() {
        recognize(Input.CHOICES, List.of());

        talk(500);
        quiet(600);
        understand("Of course!");

        JsonNode told = assertTold("RecognizeCompleted");
        assertThat(told.at("/choiceResult/label").asText()).isEqualTo("yes");
        assertThat(told.at("/choiceResult/recognizedPhrase").asText()).isEqualTo("Of course");
        assertThat(told.at("/resultInformation/subCode").asInt()).isEqualTo(8545);
    }

    @Test
    void aChoiceIsMadeByItsKey() {
        recognize(Input.CHOICES, FILE);

        press(0, "2");

        JsonNode told = assertTold("RecognizeCompleted");
        assertThat(told.at("/choiceResult/label").asText()).isEqualTo("no");
        assertThat(ann.overheard).isNull();
    }

    @Test
    void speechStopsThePrompt() {
        recognize(Input.SPEECH_OR_DTMF, FILE);
        assertThat(ann.whispered).isNotNull();

        talk(300);
        runTimers();

        assertThat(ann.whispered).isNull();
        assertThat(told()).as("and is listened to").doesNotContain("RecognizeFailed");
    }

    @Test
    void nobodySayingAnythingInTimeIsAFailureOfTheRecognition() {
        world.timers.clear();
        recognize(Input.SPEECH, List.of());

        quiet(5_000);
        runTimers();

        assertThat(assertTold("RecognizeFailed")
                        .at("/resultInformation/subCode")
                        .asInt())
                .isEqualTo(8510);
        assertThat(ann.overheard).isNull();
    }

    @Test
    void aProviderThatFailsIsTold() {
        recognize(Input.SPEECH, List.of());
        talk(500);
        quiet(600);

        speech.answer.complete(new Heard(Optional.empty(), "The speech service answered 500."));
        drain();

        JsonNode told = assertTold("RecognizeFailed");
        assertThat(told.at("/resultInformation/subCode").asInt()).isEqualTo(8564);
        assertThat(told.at("/resultInformation/message").asText()).contains("500");
    }

    @Test
    void withoutAProviderSpeechFailsAndKeysAreRecognized() {
        speech.listens = false;
        recognize(Input.CHOICES, List.of());
        assertThat(assertTold("RecognizeFailed")
                        .at("/resultInformation/subCode")
                        .asInt())
                .isEqualTo(8565);

        recognize(Input.SPEECH_OR_DTMF, List.of());
        assertThat(ann.overheard).isNull();
        press(0, "1#");

        assertThat(assertTold("RecognizeCompleted").path("recognitionType").asText())
                .isEqualTo("dtmf");
    }

    @Test
    void whatIsUnderstoodAfterItWasCancelledIsNotTold() {
        recognize(Input.SPEECH, List.of());
        talk(500);
        quiet(600);
        media(media -> {
            media.cancelAll();
            return Optional.empty();
        });

        understand("too late");

        assertThat(told()).last().isEqualTo("RecognizeCanceled");
        assertThat(told()).doesNotContain("RecognizeCompleted");
    }

    @Test
    void whoLeavesWhileTalkingIsNotUnderstood() {
        recognize(Input.SPEECH, List.of());
        talk(500);

        on(0, new SipLegEvent.Ended(Cause.REMOTE_BYE, 200, "BYE"));

        assertThat(told()).contains("RecognizeFailed").last().isEqualTo("CallDisconnected");
        assertThat(speech.asked).isEmpty();
    }

    @Test
    void theNextRecognitionListensAnew() {
        recognize(Input.SPEECH, List.of());
        talk(500);
        quiet(600);
        understand("first");
        speech.answer = new CompletableFuture<>();

        recognize(Input.SPEECH, List.of());
        talk(500);
        quiet(600);
        understand("second");

        assertThat(assertTold("RecognizeCompleted").at("/speechResult/speech").asText())
                .isEqualTo("second");
    }

    private void recognize(Input input, List<PromptSource> prompts) {
        assertThat(media(media -> media.recognize(asked(), prompts, ANN, rules(input), false)))
                .isEmpty();
        drain();
    }

    private void talk(int millis) {
        say(ann, millis, TALK);
    }

    private void quiet(int millis) {
        say(ann, millis, QUIET);
    }

    private void understand(String text) {
        speech.answer.complete(new Heard(Optional.of(text), ""));
        drain();
    }

    private JsonNode assertTold(String type) {
        assertThat(told()).last().isEqualTo(type);
        return last();
    }
}
