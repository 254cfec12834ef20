package dev.tandem.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsmlTest {

    @Test
    void whatApplicationsSayIsWrittenAnewAsItWasMeant() {
        Ssml.Read read = read("""
                <?xml version="1.0"?>
                <speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xmlns:mstts="https://www.w3.org/2001/mstts"
                 xml:lang='en-US'><voice name="Jenny"><p><s>You have <emphasis level="strong">two</emphasis></s></p>
                <break time="500ms"/><prosody rate="slow" volume="-6dB">new &amp; old</prosody>
                <say-as interpret-as="digits">42</say-as><sub alias="World Wide Web">WWW</sub>
                <phoneme alphabet="ipa" ph="təˈmeɪtoʊ">tomato</phoneme><!-- not spoken --></voice></speak>""");

        assertThat(read.markup())
                .startsWith("<speak version=\"1.0\" xml:lang=\"en-US\"><voice name=\"JENNY\"><p><s>You have ")
                .contains(
                        "<emphasis level=\"strong\">two</emphasis>", "<break time=\"500ms\"></break>", "new &amp; old")
                .doesNotContain("not spoken", "mstts", "<?");
        assertThat(read.words())
                .contains("You have two", "new & old", "World Wide Web", "tomato")
                .doesNotContain("WWW", "<");
    }

    @Test
    void nothingBreaksOutOfItsQuotes() {
        Ssml.Read read = read("<speak><sub alias='\"/&gt;&lt;audio src=\"/x'>a</sub>&lt;audio src=\"/y\"/&gt;"
                + "<![CDATA[<audio src='/z'/>]]></speak>");

        assertThat(read.markup()).doesNotContain("<audio").contains("alias=\"&quot;/&gt;&lt;audio src=&quot;/x\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<speak>a<audio src=\"/etc/passwd\"/></speak>",
                "<speak>a<audio src=\"https://example.com/a.wav\">b</audio></speak>",
                "<speak xmlns:s=\"http://www.w3.org/2001/10/synthesis\">a<s:audio src=\"/x\"/></speak>",
                "<speak><lexicon uri=\"/x\"/></speak>",
                "<speak><mark name=\"x\"/></speak>",
                "<speak><meta http-equiv=\"x\" content=\"y\"/></speak>",
                "<speak><x:p xmlns:x=\"urn:other\">a</x:p></speak>",
                "<speak onload=\"x\">a</speak>",
                "<speak xml:base=\"file:///\">a</speak>",
                "<speak><p src=\"/x\">a</p></speak>",
                "<speak><voice name=\"nobody\">a</voice></speak>",
                "<speak><break time=\"9999s\"/></speak>",
                "<speak><prosody rate=\"`id`\">a</prosody></speak>",
                "<speak><speak>a</speak></speak>",
                "<p>a</p>",
                "<speak><?sh id?>a</speak>",
                "<!DOCTYPE speak [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><speak>&x;</speak>",
                "<!DOCTYPE speak SYSTEM \"http://127.0.0.1/x.dtd\"><speak>a</speak>",
                "<speak>&unknown;</speak>",
                "<speak>a",
                "no markup",
                ""
            })
    void everythingElseIsRefusedInWords(String ssml) {
        assertThat(Ssml.read(ssml, SsmlTest::voice))
                .isInstanceOfSatisfying(
                        Ssml.Refused.class,
                        refused -> assertThat(refused.fault()).isNotBlank().endsWith("."));
    }

    @Test
    void entitiesThatGrowAreNotEvenRead() {
        String bomb =
                "<!DOCTYPE speak [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><speak>&b;</speak>";

        assertThat(Ssml.read(bomb, SsmlTest::voice))
                .isInstanceOfSatisfying(
                        Ssml.Refused.class,
                        refused -> assertThat(refused.fault()).contains("document type"));
    }

    @Test
    void depthNumberAndLengthAreBounded() {
        assertThat(Ssml.read("<speak>" + "<p>".repeat(20) + "</p>".repeat(20) + "</speak>", SsmlTest::voice))
                .isInstanceOf(Ssml.Refused.class);
        assertThat(Ssml.read("<speak>" + "<break/>".repeat(600) + "</speak>", SsmlTest::voice))
                .isInstanceOf(Ssml.Refused.class);
        assertThat(Ssml.read("<speak>" + "a".repeat(16_000) + "</speak>", SsmlTest::voice))
                .isInstanceOf(Ssml.Refused.class);
    }

    private static Ssml.Read read(String ssml) {
        Ssml read = Ssml.read(ssml, SsmlTest::voice);
        assertThat(read).isInstanceOf(Ssml.Read.class);
        return (Ssml.Read) read;
    }

    private static Optional<String> voice(String name) {
        return name.equals("Jenny") ? Optional.of("JENNY") : Optional.empty();
    }
}
