package dev.tandem.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.callautomation.models.events.PlayFailed;
import com.azure.communication.callautomation.models.events.RecognizeCompleted;
import com.azure.communication.callautomation.models.events.RecognizeFailed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.ServiceTest;
import dev.tandem.config.TandemConfig;
import dev.tandem.demo.VoiceSamples;
import dev.tandem.operation.Speech;
import dev.tandem.outbound.client.OutboundClient;
import dev.tandem.speech.TestProvider;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Speech that comes over the telephone network, is written down by a service with OpenAI's API, and is told. The official
 * Java SDK cannot ask for it yet, so it is asked for in plain JSON; the events are read by its parser.
 */
@ServiceTest
class SpeechSdkTest extends SdkStage {

    private static final String CHOICES = """
            "choices":[{"label":"confirm","phrases":["Yes","Confirm"],"tone":"one"},
                       {"label":"cancel","phrases":["No","Cancel"],"tone":"two"}]""";

    /** Whoever says nothing echoes what they hear; this one is silent. */
    private static final short[] SILENCE = new short[8_000 * 60];

    @Inject
    Speech speech;

    @Inject
    OutboundClient outbound;

    @Inject
    ObjectMapper json;

    @Inject
    TandemConfig config;

    private String id;

    @BeforeEach
    void somebodyWhoAnswersAndWaits() {
        demo.greet(SILENCE);
        id = connect();
    }

    @AfterEach
    void theCarrierGreetsAgain() {
        demo.greet(VoiceSamples.welcome());
    }

    @Test
    void speechIsWrittenDown() throws IOException {
        try (TestProvider provider = installed(TestProvider.hearing("I would like to talk to somebody."))) {
            recognize("speech", "\"speechLanguage\":\"en-US\",\"speechOptions\":{\"endSilenceTimeoutInMs\":600}")
                    .statusCode(202);
            demo.say(sentence(2));

            JsonNode told = completed("speech");
            assertThat(told.at("/speechResult/speech").asText()).isEqualTo("I would like to talk to somebody.");
            assertThat(provider.asked()).hasSize(1);
            assertThat(provider.asked().get(0).path()).isEqualTo("/v1/audio/transcriptions");
            assertThat(provider.asked().get(0).body())
                    .contains("RIFF", "name=\"language\"\r\n\r\nen\r\n")
                    .hasSizeGreaterThan(30_000);
        }
    }

    @Test
    void aChoiceIsMadeByVoice() throws IOException {
        try (TestProvider provider = installed(TestProvider.hearing("Yes, please."))) {
            recognize("choices", CHOICES).statusCode(202);
            demo.say(sentence(1));

            JsonNode told = completed("choices");
            assertThat(told.at("/choiceResult/label").asText()).isEqualTo("confirm");
            assertThat(told.at("/choiceResult/recognizedPhrase").asText()).isEqualTo("Yes");
            assertThat(told.at("/resultInformation/subCode").asInt()).isEqualTo(8545);
            assertThat(provider.asked()).hasSize(1);
        }
    }

    @Test
    void aChoiceIsMadeByAToneDuringThePrompt() throws IOException {
        try (TestProvider provider = installed(TestProvider.hearing("nothing"))) {
            String prompt = application.serveTone("menu.wav", Duration.ofSeconds(30), 440);
            recognize("choices", "\"interruptPrompt\":true," + CHOICES, prompt).statusCode(202);
            demo.press("2");

            JsonNode told = completed("choices");
            assertThat(told.path("choiceResult")).hasToString("{\"label\":\"cancel\"}");
            assertThat(told.at("/resultInformation/subCode").asInt()).isEqualTo(8533);
            assertThat(provider.asked()).isEmpty();
        }
    }

    @Test
    void speechInterruptsThePrompt() throws IOException {
        try (TestProvider provider = installed(TestProvider.hearing("Stop!"))) {
            String prompt = application.serveTone("long.wav", Duration.ofSeconds(60), 440);
            recognize("speechOrDtmf", "\"interruptPrompt\":true", prompt).statusCode(202);
            demo.say(sentence(1));

            assertThat(completed("speech").at("/speechResult/speech").asText()).isEqualTo("Stop!");
            assertThat(provider.asked()).hasSize(1);
        }
    }

    @Test
    void whatIsNoChoiceIsAFailure() throws IOException {
        try (TestProvider provider = installed(TestProvider.hearing("Maybe."))) {
            recognize("choices", CHOICES).statusCode(202);
            demo.say(sentence(1));

            assertFailed(8547);
            assertThat(provider.asked()).hasSize(1);
        }
    }

    @Test
    void silenceIsAFailure() throws IOException {
        try (TestProvider provider = installed(TestProvider.hearing("nothing"))) {
            recognize("speech", "\"initialSilenceTimeoutInSeconds\":1").statusCode(202);

            assertFailed(8510);
            assertThat(provider.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 ", "200 no JSON", "200 []", "200 {\"text\":{}}", "302 ", "hangs"})
    void aProviderThatFailsIsTheRecognitionsFailureAndTheCallGoesOn(String behaviour) throws IOException {
        String[] answer = behaviour.split(" ", 2);
        TestProvider made = behaviour.equals("hangs")
                ? TestProvider.hanging()
                : TestProvider.answering(Integer.parseInt(answer[0]), answer[1]);
        try (TestProvider provider = installed(made)) {
            recognize("speech", "\"initialSilenceTimeoutInSeconds\":10").statusCode(202);
            demo.say(sentence(1));

            assertFailed(8564);
            assertThat(provider.asked().size()).isLessThanOrEqualTo(1);
            assertThat(client.getCallConnection(id).listParticipants()).hasSize(1);
        }
    }

    @Test
    void markupThatNamesAFileIsTheFailureOfThePrompt() throws IOException {
        try (TestProvider provider = installed(TestProvider.answering(200, "RIFF"))) {
            installation
                    .admin()
                    .contentType(ContentType.JSON)
                    .body("""
                            {"playSources":[{"kind":"ssml","ssml":{"ssmlText":
                             "<speak>Hello<audio src=\\"/etc/passwd\\"/></speak>"}}]}""")
                    .post("/calling/callConnections/" + id + ":play?api-version=2023-03-06")
                    .then()
                    .statusCode(202);

            PlayFailed failed = application.await(id, PlayFailed.class);
            assertThat(failed.getResultInformation().getMessage()).contains("audio", "not accepted");
            assertThat(provider.asked()).isEmpty();
        }
    }

    @Test
    void withoutAProviderItIsClearWhy() {
        recognize("speech", "\"initialSilenceTimeoutInSeconds\":1").statusCode(202);

        assertThat(assertFailed(8565)).contains("No speech provider");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"choices\":[]",
                "\"choices\":[{\"label\":\"a\",\"phrases\":[]}]",
                "\"choices\":[{\"label\":\"a\",\"phrases\":[\"…\"]}]",
                "\"choices\":[{\"label\":\"a\",\"phrases\":[\"A\"],\"tone\":\"eleven\"}]",
                "\"choices\":[{\"label\":\"a\",\"phrases\":[\"A\"]},{\"label\":\"a\",\"phrases\":[\"B\"]}]",
                "\"choices\":[{\"phrases\":[\"A\"]}]",
                "\"choices\":[null]",
                "\"speechLanguage\":\"en\\r\\nX\",\"choices\":[{\"label\":\"a\",\"phrases\":[\"A\"]}]",
                "\"speechOptions\":{\"endSilenceTimeoutInMs\":1},\"choices\":[{\"label\":\"a\",\"phrases\":[\"A\"]}]"
            })
    void whatCannotBeRecognizedIsRefused(String options) {
        recognize("choices", options).statusCode(400);
    }

    private TestProvider installed(TestProvider provider) {
        return provider.installed(speech, outbound, json, config);
    }

    private ValidatableResponse recognize(String type, String options) {
        return post("{\"recognizeInputType\":\"%s\",\"recognizeOptions\":{%s,%s}}".formatted(type, target(), options));
    }

    private ValidatableResponse recognize(String type, String options, String prompt) {
        return post("""
                {"recognizeInputType":"%s","playPrompt":{"kind":"file","file":{"uri":"%s"}},
                 "recognizeOptions":{%s,%s}}""".formatted(type, prompt, target(), options));
    }

    private static String target() {
        return "\"targetParticipant\":{\"phoneNumber\":{\"value\":\"" + FAR.getPhoneNumber() + "\"}}";
    }

    private ValidatableResponse post(String body) {
        return installation
                .admin()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/calling/callConnections/" + id + ":recognize?api-version=2023-03-06")
                .then();
    }

    private JsonNode completed(String type) {
        RecognizeCompleted parsed = application.await(id, RecognizeCompleted.class);
        assertThat(parsed.getResultInformation().getCode()).isEqualTo(200);
        JsonNode told = application.await(id, "RecognizeCompleted");
        assertThat(told.path("recognitionType").asText()).isEqualTo(type);
        return told;
    }

    private String assertFailed(int subCode) {
        RecognizeFailed failed = application.await(id, RecognizeFailed.class);
        assertThat(failed.getResultInformation().getSubCode())
                .as(failed.getResultInformation().getMessage())
                .isEqualTo(subCode);
        return failed.getResultInformation().getMessage();
    }

    /** So many seconds of a voice, and then silence for longer than anybody listens. */
    private static short[] sentence(int seconds) {
        short[] welcome = VoiceSamples.welcome();
        int start = 0;
        while (Math.abs(welcome[start]) < 1_000) {
            start++;
        }
        return Arrays.copyOf(Arrays.copyOfRange(welcome, start, start + 8_000 * seconds), 8_000 * (seconds + 30));
    }
}
