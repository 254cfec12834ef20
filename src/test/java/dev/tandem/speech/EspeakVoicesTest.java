package dev.tandem.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EspeakVoicesTest {

    private static final EspeakVoices VOICES = EspeakVoices.of("""
            Pty Language       Age/Gender VoiceName          File                 Other Languages
             5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)
             2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
             5  de              --/M      German             gmw/de
            """);

    @Test
    void aVoiceIsFoundByItsNameOrLanguage() {
        assertThat(VOICES.find("en-US")).contains("en-us");
        assertThat(VOICES.find("German")).contains("german");
        assertThat(VOICES.find("zh")).contains("zh");
        assertThat(VOICES.find("de+f2")).contains("de+f2");
    }

    @Test
    void anotherVendorsVoiceIsSpokenInItsLanguage() {
        assertThat(VOICES.find("en-US-JennyNeural")).contains("en-us");
        assertThat(VOICES.find("de-AT-IngridNeural")).contains("de");
    }

    @Test
    void noFileAndNoOptionIsAVoice() {
        assertThat(VOICES.find("gmw/de")).isEmpty();
        assertThat(VOICES.find("/etc/passwd")).isEmpty();
        assertThat(VOICES.find("de+../../x")).isEmpty();
        assertThat(VOICES.find("-w")).isEmpty();
        assertThat(VOICES.find("fr-FR")).isEmpty();
    }
}
