package dev.tandem.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.sdp.SdpParser.HostNames;
import dev.tandem.media.sdp.SdpParser.Parsed;
import dev.tandem.media.sdp.SdpParser.Unreadable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpParserTest {
    private static final String TRUNK = """
            v=0
            o=carrier 1 2 IN IP4 192.0.2.7
            s=call
            c=IN IP4 192.0.2.7
            b=AS:64
            t=0 0
            m=audio 4000 RTP/AVP 18 8 0 101
            a=rtpmap:18 G729/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=rtcp:4005
            a=sendonly
            """;

    @Test
    void aTrunksOfferIsRead() {
        SessionDescription offer = parsed(TRUNK);

        MediaDescription audio = offer.media().get(0);
        assertThat(audio.rtpMaps())
                .as("static payload types need no rtpmap")
                .containsExactly(
                        RtpMap.mono(18, "G729", 8000),
                        RtpMap.mono(8, "PCMA", 8000),
                        RtpMap.mono(0, "PCMU", 8000),
                        RtpMap.mono(101, "telephone-event", 8000));
        assertThat(offer.directionOf(audio)).isEqualTo(Direction.SENDONLY);
        assertThat(offer.addressOf(audio).orElseThrow().getHostAddress()).isEqualTo("192.0.2.7");
        assertThat(audio.rtcpPort()).hasValue(4005);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jssip-offer", "jssip-hold", "chromium-answer", "sipjs-offer"})
    void whatBrowsersSayIsReadAndSaidAgainUnchanged(String name) {
        SessionDescription description = parsed(SdpFixtures.text(name));

        MediaDescription audio = description.media().get(0);
        assertThat(audio.rtpMaps().get(0)).isEqualTo(new RtpMap(111, "opus", 48000, 2));
        assertThat(description.fingerprintOf(audio).orElseThrow().octets()).hasSize(32);
        assertThat(audio.extension("urn:ietf:params:rtp-hdrext:ssrc-audio-level"))
                .hasValue(1);
        assertThat(parsed(description.encode())).isEqualTo(description);
    }

    @Test
    void aHostNameIsRefusedRatherThanLookedUp() {
        assertThat(SdpParser.parse(TRUNK.replace("c=IN IP4 192.0.2.7", "c=IN IP4 media.example.com")))
                .isInstanceOf(Unreadable.class);
        assertThat(Address.literal("999.1.1.1")).isEmpty();
        assertThat(Address.literal("dead:beef.example")).isEmpty();
        assertThat(Address.literal(".cafe:1")).isEmpty();
        assertThat(Address.literal("2001:db8::7")).isPresent();
    }

    @Test
    void aHostNameIsKeptForOneWhoCanLookItUp() {
        String named = TRUNK.replace("c=IN IP4 192.0.2.7", "c=IN IP4 media-1.example.com");
        SessionDescription offer = ((Parsed) SdpParser.parse(named, HostNames.KEPT)).description();

        MediaDescription audio = offer.media().get(0);
        assertThat(offer.addressOf(audio)).isEmpty();
        assertThat(offer.connectionOf(audio).orElseThrow().port(4000).isUnresolved())
                .isTrue();
        assertThat(offer.encode()).contains("c=IN IP4 media-1.example.com\r\n");
        for (String nonsense : List.of("192.0.2.7:5060", "300.0.0.1", "a..b", "-", "a".repeat(64) + ".7", "x_y.zü")) {
            assertThat(SdpParser.parse(TRUNK.replace("c=IN IP4 192.0.2.7", "c=IN IP4 " + nonsense), HostNames.KEPT))
                    .as(nonsense)
                    .isInstanceOf(Unreadable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "v=1\r\n",
                "v=0\r\n",
                "v=0\r\no=- 1 1\r\n",
                "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\nm=audio\r\n",
                "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\nm=audio 70000 RTP/AVP 0\r\n",
                "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\nm=audio -1 RTP/AVP 0\r\n",
                "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\nnonsense\r\n",
                "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\nc=IN IP4 300.0.0.1\r\n"
            })
    void whatIsNoDescriptionIsAValueNotAnException(String text) {
        assertThat(SdpParser.parse(text)).isInstanceOf(Unreadable.class);
    }

    /** Devices pad their lines, begin with an empty one, and send what ends a string in their memory. */
    @ParameterizedTest
    @ValueSource(strings = {"v=0 \n%s", "\n%s", "\r\n \r\n%s", "%s\0", "%s\n\0\r\n", "%s\0\0\0", "%s \n \n"})
    void whatStandsAroundADescriptionDoesNotMatter(String around) {
        String inside = around.startsWith("v=0") ? TRUNK.substring("v=0\n".length()) : TRUNK;

        assertThat(parsed(around.formatted(inside))).isEqualTo(parsed(TRUNK));
    }

    @Test
    void aPacketOfNoLengthIsNotSaid() {
        MediaDescription audio =
                parsed(TRUNK + "a=ptime:0\na=maxptime:0\n").media().get(0);
        assertThat(audio.packetMillis()).isEmpty();
        assertThat(audio.packetMillisMax()).isEmpty();
    }

    @Test
    void aHeaderExtensionIsKnownByItsNameWhateverStandsAroundIt() {
        String level = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
        MediaDescription audio = parsed(TRUNK + "a=extmap:2 x" + level + "\na=extmap:3/sendrecv " + level + " vad=on\n")
                .media()
                .get(0);
        assertThat(audio.extension(level)).hasValue(3);
        assertThat(audio.extension("vad=on")).isEmpty();
    }

    @Test
    void sizesAreBounded() {
        assertThat(SdpParser.parse("v=0\n" + "a=x\n".repeat(SdpParser.LINES_MAX)))
                .isInstanceOf(Unreadable.class);
        assertThat(SdpParser.parse("v=0\n" + "a".repeat(SdpParser.CHARACTERS_MAX)))
                .isInstanceOf(Unreadable.class);
        assertThat(SdpParser.parse(TRUNK + "m=audio 1 RTP/AVP 0\n".repeat(SdpParser.MEDIA_MAX)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void mutatedDescriptionsNeverThrow() {
        Random random = new Random(20);
        String seed = SdpFixtures.text("jssip-offer");
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder(seed);
            for (int change = random.nextInt(12); change >= 0; change--) {
                mutate(text, random);
            }
            if (SdpParser.parse(text.toString()) instanceof Parsed read) {
                exercise(read.description());
            }
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() - 20);
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, (char) random.nextInt(300));
            case 1 -> text.delete(at, at + random.nextInt(20));
            case 2 -> text.insert(at, text.substring(at, at + random.nextInt(20)));
            default -> text.setCharAt(at, ":/ =\r\n0.-".charAt(random.nextInt(9)));
        }
    }

    /** Everything lenient is read on demand: it must not throw either. */
    private static void exercise(SessionDescription description) {
        for (MediaDescription stream : description.media()) {
            assertThat(stream.rtpMaps()).isNotNull();
            assertThat(stream.rtcpPort()).isNotNull();
            assertThat(description.fingerprintOf(stream).map(Fingerprint::octets))
                    .isNotNull();
            assertThat(description.setupOf(stream)).isNotNull();
            assertThat(description.directionOf(stream)).isNotNull();
            assertThat(stream.extension("x")).isEmpty();
        }
        assertThat(description.encode()).startsWith("v=0\r\n");
    }

    private static SessionDescription parsed(String text) {
        SdpParser.Reading reading = SdpParser.parse(text);
        assertThat(reading).isInstanceOf(Parsed.class);
        return ((Parsed) reading).description();
    }
}
