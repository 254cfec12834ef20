package dev.tandem.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.streaming.StreamAction.Clear;
import dev.tandem.streaming.StreamAction.Finish;
import dev.tandem.streaming.StreamAction.Mark;
import dev.tandem.streaming.StreamAction.Refuse;
import dev.tandem.streaming.StreamAction.Say;
import dev.tandem.streaming.StreamAction.SendBinary;
import dev.tandem.streaming.StreamAction.SendText;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DialectsTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final String STREAM = "0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f";

    private static Dialect speaking(DialectName name) {
        int rate = name == DialectName.TWILIO ? 8_000 : 16_000;
        URI url = URI.create("wss://bot.example/");
        return name.speaker(
                new StreamOptions(name, url, rate, true, true, true, "call-1", Map.of("key", "value"), Map.of()),
                STREAM);
    }

    private static short[] frame(int value, int samples) {
        short[] frame = new short[samples];
        Arrays.fill(frame, (short) value);
        return frame;
    }

    @ParameterizedTest
    @EnumSource(DialectName.class)
    void everyMessageToABotIsAsThePublishedSchemaSays(DialectName name) throws IOException {
        Dialect dialect = speaking(name);
        List<StreamAction> all = new ArrayList<>(dialect.opened(NOW));
        all.addAll(dialect.heard(frame(7, 320), "", NOW + 20));
        all.addAll(dialect.heard(frame(0, 320), "4:+15550100", NOW + 40));
        all.addAll(dialect.digit('#'));
        all.addAll(dialect.marked("m", true));
        all.addAll(dialect.marked("m", false));
        all.addAll(dialect.closing());

        for (StreamAction action : all) {
            if (action instanceof SendText text) {
                assertThat(Schemas.objections(name, "toBot", text.message()))
                        .as(text.message())
                        .isEmpty();
            }
        }
        assertThat(all).hasSizeGreaterThan(3);
    }

    @Test
    void acsBotsAreToldTheFormatFirstAndThenHearSamples() {
        Dialect dialect = speaking(DialectName.ACS);

        assertThat(dialect.opened(NOW))
                .singleElement()
                .isInstanceOfSatisfying(
                        SendText.class,
                        sent -> assertThat(sent.message())
                                .isEqualTo(
                                        "{\"kind\":\"AudioMetadata\",\"audioMetadata\":{\"subscriptionId\":\"" + STREAM
                                                + "\",\"encoding\":\"PCM\",\"sampleRate\":16000,\"channels\":1,\"length\":640}}"));
        assertThat(text(dialect.heard(frame(1, 2), "4:+15550100", NOW)))
                .isEqualTo("{\"kind\":\"AudioData\",\"audioData\":{\"timestamp\":\"2023-11-14T22:13:20Z\","
                        + "\"data\":\"AQABAA==\",\"silent\":false,\"participantRawID\":\"4:+15550100\"}}");
        assertThat(text(dialect.heard(frame(0, 2), "", NOW)))
                .contains("\"silent\":true")
                .doesNotContain("participant");
    }

    private static String text(List<StreamAction> actions) {
        return ((SendText) actions.get(0)).message();
    }

    @Test
    void acsBotsMaySpellKindsAsTheirSdkDoes() throws IOException {
        for (String audio : List.of(
                "{\"kind\":\"audioData\",\"audioData\":{\"data\":\"AQACAA==\",\"isSilent\":false},\"stopAudio\":{}}",
                "{\"kind\":\"AudioData\",\"AudioData\":{\"Data\":\"AQACAA==\"},\"StopAudio\":null}")) {
            assertThat(Schemas.objections(DialectName.ACS, "fromBot", audio)).isEmpty();
            assertThat(speaking(DialectName.ACS).text(audio))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Say.class, said -> assertThat(said.samples()).containsExactly((short) 1, (short) 2));
        }
        for (String stop : List.of("{\"kind\":\"stopAudio\",\"stopAudio\":{}}", "{\"kind\":\"StopAudio\"}")) {
            assertThat(Schemas.objections(DialectName.ACS, "fromBot", stop)).isEmpty();
            assertThat(speaking(DialectName.ACS).text(stop)).containsExactly(new Clear());
        }
    }

    @Test
    void twilioBotsSpeakMuLawSetMarksAndClear() throws IOException {
        Dialect dialect = speaking(DialectName.TWILIO);
        List<StreamAction> opened = dialect.opened(NOW);
        String media = "{\"event\":\"media\",\"streamSid\":\"MZ0a1b2c3d0a1b2c3d4e5f0a1b2c3d4e5f\","
                + "\"media\":{\"payload\":\"/wA=\"}}";

        assertThat(text(opened.subList(1, 2))).contains("\"customParameters\":{\"key\":\"value\"}", "call-1");
        assertThat(text(dialect.heard(frame(0, 160), "", NOW + 1_020)))
                .contains("\"sequenceNumber\":\"2\"", "\"chunk\":\"1\"", "\"timestamp\":\"1020\"");
        assertThat(Schemas.objections(DialectName.TWILIO, "fromBot", media)).isEmpty();
        assertThat(dialect.text(media))
                .singleElement()
                .isInstanceOfSatisfying(
                        Say.class, said -> assertThat(said.samples()).containsExactly((short) 0, (short) -32_124));
        assertThat(dialect.text("{\"event\":\"mark\",\"mark\":{\"name\":\"done\"}}"))
                .containsExactly(new Mark("done"));
        assertThat(dialect.text("{\"event\":\"clear\"}")).containsExactly(new Clear());
        assertThat(text(dialect.marked("done", true))).contains("\"event\":\"mark\"", "\"name\":\"done\"");
        assertThat(text(dialect.closing())).contains("\"event\":\"stop\"");
    }

    @Test
    void jambonzBotsSpeakSamplesThatMayBeCutAnywhere() {
        Dialect dialect = speaking(DialectName.JAMBONZ);

        assertThat(text(dialect.opened(NOW)))
                .contains("\"sampleRate\":16000", "\"mixType\":\"mono\"", "\"key\":\"value\"");
        assertThat(dialect.heard(frame(258, 1), "", NOW))
                .containsExactly(new SendBinary(ByteBuffer.wrap(new byte[] {2, 1})));
        assertThat(said(dialect.binary(ByteBuffer.wrap(new byte[] {1, 0, 2})))).containsExactly((short) 1);
        assertThat(said(dialect.binary(ByteBuffer.wrap(new byte[] {0, 3, 0})))).containsExactly((short) 2, (short) 3);
        assertThat(dialect.text("{\"type\":\"killAudio\"}")).containsExactly(new Clear());
        assertThat(dialect.text("{\"type\":\"disconnect\"}")).containsExactly(new Finish());
        assertThat(dialect.text("{\"type\":\"mark\",\"data\":{\"name\":\"m\"}}"))
                .containsExactly(new Mark("m"));
        assertThat(text(dialect.marked("m", false))).contains("\"event\":\"cleared\"");
    }

    private static short[] said(List<StreamAction> actions) {
        return ((Say) actions.get(0)).samples();
    }

    @Test
    void jambonzPlayAudioInterruptsUnlessQueuedAndTellsItsEnd() throws IOException {
        Dialect dialect = speaking(DialectName.JAMBONZ);
        String play = "{\"type\":\"playAudio\",\"data\":{\"audioContent\":\"AQA=\",\"audioContentType\":\"raw\","
                + "\"sampleRate\":\"16000\",\"id\":\"p1\",\"queuePlay\":%s}}";

        assertThat(Schemas.objections(DialectName.JAMBONZ, "fromBot", play.formatted(true)))
                .isEmpty();
        List<StreamAction> queued = dialect.text(play.formatted(true));
        assertThat(queued).hasSize(2);
        assertThat(dialect.text(play.formatted(false))).hasSize(3).contains(new Clear());
        assertThat(text(dialect.marked(((Mark) queued.get(1)).name(), true)))
                .isEqualTo("{\"type\":\"playDone\",\"data\":{\"id\":\"p1\"}}");
    }

    @ParameterizedTest
    @EnumSource(DialectName.class)
    void garbageIsRefusedWithWordsAndWhatIsNewIsIgnored(DialectName name) {
        Dialect dialect = speaking(name);
        for (String garbage : List.of(
                "", "nonsense", "[]", "7", "{}", "{\"a\":", "\u0000", "{\"kind\":7,\"event\":[],\"type\":{}}")) {
            List<StreamAction> actions = dialect.text(garbage);
            assertThat(actions).as(garbage).allMatch(action -> action instanceof Refuse);
        }
        assertThat(dialect.text("{\"kind\":\"New\",\"event\":\"new\",\"type\":\"new\"}"))
                .isEmpty();
    }

    @Test
    void wrongBase64AndHalfSamplesAreRefused() {
        for (String data : List.of("\"%%%%\"", "\"AQ\\n\"", "\"AQID\"", "5", "null")) {
            assertThat(speaking(DialectName.ACS).text("{\"kind\":\"AudioData\",\"audioData\":{\"data\":" + data + "}}"))
                    .as(data)
                    .singleElement()
                    .isInstanceOf(Refuse.class);
        }
        for (String data : List.of("\"%%%%\"", "5", "null")) {
            assertThat(speaking(DialectName.TWILIO).text("{\"event\":\"media\",\"media\":{\"payload\":" + data + "}}"))
                    .singleElement()
                    .isInstanceOf(Refuse.class);
        }
        assertThat(speaking(DialectName.TWILIO).text("{\"event\":\"media\",\"streamSid\":\"MZ1\"}"))
                .containsExactly(new Refuse("streamSid is not the one of this stream"));
        assertThat(speaking(DialectName.TWILIO).binary(ByteBuffer.allocate(1)))
                .singleElement()
                .isInstanceOf(Refuse.class);
    }

    @Test
    void aRateTheDialectDoesNotKnowIsTheCallersMistake() {
        assertThatThrownBy(() -> StreamOptions.mixed(DialectName.TWILIO, URI.create("wss://b"), 16_000, "c"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
