package dev.tandem.media.offeranswer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.LegKind;
import dev.tandem.media.Offered;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.engine.SdpInspection;
import dev.tandem.media.offeranswer.LocalMedia.LocalIce;
import dev.tandem.media.offeranswer.Negotiation.Failed;
import dev.tandem.media.offeranswer.Negotiation.Settled;
import dev.tandem.media.offeranswer.OfferAnswer.State;
import dev.tandem.media.offeranswer.Stream.Events;
import dev.tandem.media.offeranswer.Stream.Format;
import dev.tandem.media.offeranswer.Stream.IceRemote;
import dev.tandem.media.offeranswer.Stream.PayloadTypes;
import dev.tandem.media.offeranswer.Stream.PlainRemote;
import dev.tandem.media.sdp.Candidate;
import dev.tandem.media.sdp.Direction;
import dev.tandem.media.sdp.Fingerprint;
import dev.tandem.media.sdp.SdpFixtures;
import dev.tandem.media.sdp.SessionDescription;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferAnswerTest {
    private static final List<CodecName> TELEPHONE = List.of(CodecName.PCMU, CodecName.PCMA);
    private static final String TRUNK_OFFER = """
            v=0
            o=- 7 1 IN IP4 192.0.2.7
            s=-
            c=IN IP4 192.0.2.7
            t=0 0
            m=audio 4000 RTP/AVP 8 0 101
            a=rtpmap:101 telephone-event/8000
            """;

    private final OfferAnswer trunk = new OfferAnswer(local(Optional.empty()));
    private final OfferAnswer browser = new OfferAnswer(local(Optional.of(new LocalIce(
            "ufrg",
            "p".repeat(24),
            new Fingerprint("sha-256", "AB:".repeat(31) + "AB"),
            List.of(new Candidate("1", 2130706175, "198.51.100.1", 10000))))));

    private static LocalMedia local(Optional<LocalIce> ice) {
        return new LocalMedia(42, address("198.51.100.1"), 10000, 1234, ice);
    }

    private static InetAddress address(String literal) {
        return dev.tandem.media.sdp.Address.literal(literal).orElseThrow();
    }

    @Test
    void whatIsOfferedFollowsTheListAndHasDigitsAtEachOfItsClocks() {
        String offer = trunk.offer(
                List.of(CodecName.G722, CodecName.L16_16000, CodecName.L16_8000, CodecName.OPUS, CodecName.PCMA));

        assertThat(offer)
                .contains("m=audio 10000 RTP/AVP 9 112 113 111 8 110 114 101\r\n")
                .contains("a=rtpmap:9 G722/8000\r\n")
                .contains("a=rtpmap:112 L16/16000\r\n")
                .contains("a=rtpmap:113 L16/8000\r\n")
                .contains("a=rtpmap:110 telephone-event/48000\r\n")
                .contains("a=rtpmap:114 telephone-event/16000\r\n")
                .contains("a=rtpmap:101 telephone-event/8000\r\n");
    }

    @Test
    void g722IsKnownByItsStaticNumberAndStereoL16IsNotOurs() {
        String offer = TRUNK_OFFER.replace("8 0 101", "96 9 101") + "a=rtpmap:96 L16/16000/2\n";
        Settled settled = answered(trunk, offer, List.of(CodecName.L16_16000));
        assertThat(settled.audio().codec()).isEqualTo(CodecName.G722);
        assertThat(settled.sdp()).contains("m=audio 10000 RTP/AVP 9 101\r\n");
    }

    @Test
    void aBrowsersOfferIsAnsweredInTheShapeChromiumIsKnownToTake() {
        Settled settled = answered(browser, SdpFixtures.text("jssip-offer"), List.of(CodecName.OPUS));

        assertThat(settled.sdp())
                .isEqualTo("""
                v=0
                o=- 42 1 IN IP4 198.51.100.1
                s=-
                t=0 0
                a=ice-lite
                a=group:BUNDLE 0
                a=msid-semantic: WMS *
                m=audio 10000 UDP/TLS/RTP/SAVPF 111 110
                c=IN IP4 198.51.100.1
                a=candidate:1 1 udp 2130706175 198.51.100.1 10000 typ host
                a=end-of-candidates
                a=ice-ufrag:ufrg
                a=ice-pwd:pppppppppppppppppppppppp
                a=fingerprint:sha-256 %s
                a=setup:passive
                a=mid:0
                a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
                a=sendrecv
                a=msid:tandem audio
                a=rtcp-mux
                a=rtcp-rsize
                a=rtpmap:111 opus/48000/2
                a=fmtp:111 minptime=10;useinbandfec=1;maxplaybackrate=16000;stereo=0;maxaveragebitrate=20000
                a=rtpmap:110 telephone-event/48000
                a=fmtp:110 0-16
                a=ssrc:1234 cname:tandem
                """.formatted("AB:".repeat(31) + "AB").replace("\n", "\r\n"));
        assertThat(settled.audio().remote()).isInstanceOf(IceRemote.class);
        assertThat(settled.audio().events()).contains(new Events(new PayloadTypes(110, 110), 48_000));
    }

    @Test
    void digitsAreUnderstoodAtEveryClockThatWasAnswered() {
        browser.offer(List.of(CodecName.OPUS, CodecName.PCMU, CodecName.PCMA));
        SessionDescription answer = SdpFixtures.parse(SdpFixtures.text("chromium-answer")
                .replaceFirst("(m=audio [^\r]*)", "$1 101")
                .replace("a=rtpmap:110", "a=rtpmap:101 telephone-event/8000\r\na=rtpmap:110"));

        Settled settled = (Settled) browser.accept(answer);

        assertThat(settled.audio().events())
                .containsExactly(
                        new Events(new PayloadTypes(110, 110), 48_000), new Events(new PayloadTypes(101, 101), 8_000));
    }

    @Test
    void besidePcmuABrowserGetsDigitsAtItsClock() {
        Settled settled = answered(browser, SdpFixtures.text("sipjs-offer"), TELEPHONE);

        assertThat(settled.sdp()).contains("m=audio 10000 UDP/TLS/RTP/SAVPF 0 126\r\n");
        assertThat(settled.audio().codec()).isEqualTo(CodecName.PCMU);
    }

    @Test
    void weOfferBrowsersActpassAndTakeTheirActive() {
        String offer = browser.offer(List.of(CodecName.OPUS, CodecName.PCMU, CodecName.PCMA));

        assertThat(offer)
                .contains("m=audio 10000 UDP/TLS/RTP/SAVPF 111 0 8 110 101\r\n")
                .contains("a=setup:actpass")
                .contains("a=ice-lite");
        Settled settled = (Settled) browser.accept(SdpFixtures.parse(SdpFixtures.text("chromium-answer")));
        assertThat(settled.audio().codec()).isEqualTo(CodecName.OPUS);
        assertThat(((IceRemote) settled.audio().remote()).ufrag()).isEqualTo("ZqGp");
    }

    @Test
    void aTrunkIsAnsweredWithTheCodecWePrefer() {
        Settled settled = answered(trunk, TRUNK_OFFER, List.of(CodecName.PCMU));

        assertThat(settled.sdp()).contains("m=audio 10000 RTP/AVP 0 101\r\n").contains("a=ptime:20");
        assertThat(settled.audio().remote())
                .isEqualTo(new PlainRemote(
                        new InetSocketAddress(address("192.0.2.7"), 4000),
                        new InetSocketAddress(address("192.0.2.7"), 4001)));
    }

    @Test
    void aTrunksOwnOrderHoldsWhereWePreferNothing() {
        assertThat(answered(trunk, TRUNK_OFFER, List.of()).audio().codec()).isEqualTo(CodecName.PCMA);
    }

    @Test
    void otherStreamsAreRefusedInTheirPlaces() {
        String video = TRUNK_OFFER.replace("m=audio", "m=video 5000 RTP/AVP 96\na=rtpmap:96 VP8/90000\nm=audio");
        String twice = video + "m=audio 6000 RTP/AVP 0\n";

        String answer = answered(trunk, twice, TELEPHONE).sdp();
        assertThat(answer.lines().filter(line -> line.startsWith("m=")))
                .containsExactly("m=video 0 RTP/AVP 96", "m=audio 10000 RTP/AVP 0 101", "m=audio 0 RTP/AVP 0");
        assertThat(trunk.offer(TELEPHONE).lines().filter(line -> line.startsWith("m=")))
                .as("a later offer keeps number and order")
                .containsExactly("m=video 0 RTP/AVP 96", "m=audio 10000 RTP/AVP 0 8 101", "m=audio 0 RTP/AVP 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 5000 RTP/SAVP 0\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA\n",
                "m=audio 5000 RTP/AVP 104\na=rtpmap:104 AMR/8000\n",
                "m=audio 5000 RTP/AVP 96\n",
                "m=audio 5000 UDP/TLS/RTP/SAVP 0\na=setup:actpass\n",
                "m=audio 0 RTP/AVP 0\n",
                "m=audio 5000 TCP/RTP/AVP 0\n"
            })
    void theFirstAudioThatCanBeAnsweredIsAndOneBeforeItIsRefused(String unusable) {
        String offer = TRUNK_OFFER.replace("m=audio", unusable + "m=audio");
        Settled settled = answered(trunk, offer, TELEPHONE);

        assertThat(settled.sdp().lines().filter(line -> line.startsWith("m=")).map(line -> line.split(" ")[1]))
                .containsExactly("0", "10000");
        assertThat(((PlainRemote) settled.audio().remote()).rtp().getPort()).isEqualTo(4000);
        assertThat(SdpInspection.inspect(offer).orElseThrow().kind()).isEqualTo(LegKind.RTP);
        assertThat(SdpInspection.inspect(offer).orElseThrow().codecs())
                .containsExactlyInAnyOrder(CodecName.PCMA, CodecName.PCMU);
    }

    @Test
    void theAudioInUseGoesOnThoughOneBeforeItCouldBeAnsweredNow() {
        String dead = TRUNK_OFFER.replace("m=audio", "m=audio 0 RTP/AVP 0\nm=audio");
        assertThat(answered(trunk, dead, TELEPHONE).sdp()).contains("m=audio 0 ");

        Settled settled = answered(trunk, dead.replace("m=audio 0", "m=audio 5000"), TELEPHONE);
        assertThat(((PlainRemote) settled.audio().remote()).rtp().getPort()).isEqualTo(4000);
        Settled only = answered(trunk, TRUNK_OFFER, TELEPHONE);
        assertThat(((PlainRemote) only.audio().remote()).rtp().getPort())
                .as("it is gone")
                .isEqualTo(4000);
    }

    @Test
    void eachCodecThatBothSidesNameMayComeUnderItsOwnNumber() {
        trunk.offer(List.of(CodecName.OPUS, CodecName.PCMU, CodecName.PCMA));

        Settled settled = (Settled) trunk.accept(
                SdpFixtures.parse(TRUNK_OFFER.replace("8 0 101", "18 8 0 107 101") + "a=rtpmap:107 opus/48000/2\n"));
        assertThat(settled.audio().codecs())
                .as("theirs first, and nothing we did not offer")
                .containsExactly(
                        new Format(CodecName.PCMA, new PayloadTypes(8, 8)),
                        new Format(CodecName.PCMU, new PayloadTypes(0, 0)),
                        new Format(CodecName.OPUS, new PayloadTypes(107, 111)));
        assertThat(settled.audio().codec()).isEqualTo(CodecName.PCMA);
    }

    @Test
    void aNumberKeepsItsMeaningInLaterOffers() {
        String offer = TRUNK_OFFER
                .replace("8 0 101", "107 111")
                .replace("a=rtpmap:101 telephone-event", "a=rtpmap:107 opus/48000/2\na=rtpmap:111 telephone-event");
        assertThat(answered(trunk, offer, TELEPHONE).sdp()).contains("m=audio 10000 RTP/AVP 107 111\r\n");

        assertThat(trunk.offer(List.of(CodecName.PCMU, CodecName.OPUS, CodecName.L16_8000)))
                .contains("m=audio 10000 RTP/AVP 0 107 113 110 111\r\n")
                .contains("a=rtpmap:111 telephone-event/8000\r\n");
        OfferAnswer other = new OfferAnswer(local(Optional.empty()));
        answered(other, TRUNK_OFFER.replace("101", "111"), TELEPHONE);
        assertThat(other.offer(List.of(CodecName.PCMU, CodecName.OPUS)))
                .as("theirs is a digit: opus takes another")
                .contains("m=audio 10000 RTP/AVP 0 96 110 111\r\n")
                .contains("a=rtpmap:96 opus/48000/2\r\n");
    }

    @Test
    void aBrowsersCertificateIsKnownByTheHashWeCompareWhateverElseItNames() {
        String offer = SdpFixtures.text("jssip-offer");
        String several =
                offer.replace("a=fingerprint:", "a=fingerprint:sha-512 " + "AB:".repeat(63) + "AB\r\na=fingerprint:");
        IceRemote remote =
                (IceRemote) answered(browser, several, TELEPHONE).audio().remote();
        assertThat(remote.fingerprint().algorithm()).isEqualTo("sha-256");

        String other = offer.replaceAll("a=fingerprint:.*", "a=fingerprint:sha-1 " + "AB:".repeat(19) + "AB");
        assertThat(status(browser.answer(SdpFixtures.parse(other), TELEPHONE))).isEqualTo(488);
    }

    @Test
    void aBrowserThatWaitsForOurChecksIsRefusedForWeWaitForItsToo() {
        String lite = SdpFixtures.text("jssip-offer").replaceFirst("\r\nm=", "\r\na=ice-lite\r\nm=");
        assertThat(status(browser.answer(SdpFixtures.parse(lite), TELEPHONE))).isEqualTo(488);
        assertThat(SdpInspection.inspect(lite).orElseThrow().codecs()).isEmpty();
    }

    @Test
    void holdComesInThreeSpellings() {
        assertThat(heldBy("a=sendonly\n")).isEqualTo(Direction.SENDONLY);
        assertThat(heldBy("a=inactive\n")).isEqualTo(Direction.INACTIVE);
        Settled old = answered(trunk, TRUNK_OFFER.replace("c=IN IP4 192.0.2.7", "c=IN IP4 0.0.0.0"), TELEPHONE);
        assertThat(old.audio().remoteDirection()).isEqualTo(Direction.SENDONLY);
        assertThat(old.sdp()).contains("a=recvonly");
    }

    private Direction heldBy(String attribute) {
        return answered(trunk, TRUNK_OFFER + attribute, TELEPHONE).audio().remoteDirection();
    }

    @Test
    void aBrowserThatTricklesIsNotOnHoldThoughItsAddressIsZero() {
        String trickling = SdpFixtures.text("jssip-offer").replace("c=IN IP4 198.51.100.7", "c=IN IP4 0.0.0.0");

        assertThat(answered(browser, trickling, TELEPHONE).audio().remoteDirection())
                .isEqualTo(Direction.SENDRECV);
    }

    @Test
    void theVersionRisesByOneWithEachChangeOnly() {
        assertThat(answered(trunk, TRUNK_OFFER, TELEPHONE).sdp()).contains("o=- 42 1 ");
        assertThat(answered(trunk, TRUNK_OFFER, TELEPHONE).sdp()).contains("o=- 42 1 ");
        assertThat(answered(trunk, TRUNK_OFFER + "a=sendonly\n", TELEPHONE).sdp())
                .contains("o=- 42 2 ");
        assertThat(answered(trunk, TRUNK_OFFER, TELEPHONE).sdp()).contains("o=- 42 3 ");
    }

    @Test
    void anEarlyAnswerMayBeFollowedByADifferentFinalOne() {
        trunk.offer(TELEPHONE);
        assertThat(trunk.accept(SdpFixtures.parse(TRUNK_OFFER))).isInstanceOf(Settled.class);

        Settled settled = (Settled) trunk.accept(SdpFixtures.parse(TRUNK_OFFER.replace("4000", "5000")));
        assertThat(((PlainRemote) settled.audio().remote()).rtp().getPort()).isEqualTo(5000);
    }

    @Test
    void aLaterOfferMayChangeTheCodecAndOneOfAFaxIsRefusedWhileTheCallGoesOn() {
        assertThat(answered(trunk, TRUNK_OFFER, List.of(CodecName.PCMU)).audio().codec())
                .isEqualTo(CodecName.PCMU);
        String other = TRUNK_OFFER.replace("8 0 101", "8 101");
        assertThat(answered(trunk, other, List.of(CodecName.PCMU)).audio().codec())
                .isEqualTo(CodecName.PCMA);

        String fax = TRUNK_OFFER.substring(0, TRUNK_OFFER.indexOf("m=")) + "m=image 16400 udptl t38\n";
        assertThat(status(trunk.answer(SdpFixtures.parse(fax), TELEPHONE))).isEqualTo(488);
        assertThat(answered(trunk, other, TELEPHONE).audio().codec()).isEqualTo(CodecName.PCMA);
    }

    @Test
    void anOfferAfterAHoldSaysWhatWeCanDoAndFollowsTheAnswerInAllOfIt() {
        answered(trunk, TRUNK_OFFER + "a=inactive\n", TELEPHONE);
        String offer = trunk.offer(List.of(CodecName.PCMA, CodecName.PCMU, CodecName.OPUS));
        assertThat(offer).contains("m=audio 10000 RTP/AVP 8 0 111 110 101\r\n", "a=sendrecv");

        Settled settled = (Settled) trunk.accept(SdpFixtures.parse(
                TRUNK_OFFER
                                .replace("192.0.2.7", "192.0.2.8")
                                .replace("4000", "4002")
                                .replace("8 0 101", "0 101") + "a=sendonly\n"));
        assertThat(((PlainRemote) settled.audio().remote()).rtp()).isEqualTo(new InetSocketAddress("192.0.2.8", 4002));
        assertThat(settled.audio().codec()).isEqualTo(CodecName.PCMU);
        assertThat(settled.audio().remoteDirection()).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void whetherAnOfferCanBeAnsweredIsKnownBeforeItIs() {
        assertThat(trunk.refusal(SdpFixtures.parse(TRUNK_OFFER))).isEmpty();
        assertThat(trunk.refusal(SdpFixtures.parse(TRUNK_OFFER.replace("RTP/AVP", "RTP/SAVP"))))
                .contains(new Failed(488, "no crypto suite in common for SRTP"));
        assertThat(trunk.state()).as("nothing has happened").isEqualTo(State.INITIAL);
    }

    @Test
    void anOfferThatIsWithdrawnLeavesAllAsItWas() {
        String before = answered(trunk, TRUNK_OFFER, TELEPHONE).sdp();
        trunk.offer(List.of(CodecName.OPUS));
        trunk.withdraw();
        assertThat(trunk.state()).isEqualTo(State.ANSWERED_BY_US);
        assertThat(answered(trunk, TRUNK_OFFER, TELEPHONE).sdp().replaceAll("o=.*\r\n", ""))
                .isEqualTo(before.replaceAll("o=.*\r\n", ""));
    }

    @Test
    void aPacketLengthOfZeroIsNone() {
        assertThat(answered(trunk, TRUNK_OFFER + "a=ptime:0\n", TELEPHONE).sdp())
                .contains("a=ptime:20\r\n");
    }

    @Test
    void audioThatHasNoPortButThatOfTheBundleIsAnswered() {
        String bundled =
                SdpFixtures.text("jssip-offer").replaceFirst("m=audio [0-9]+", "m=audio 0") + "a=bundle-only\r\n";
        assertThat(SdpInspection.inspect(bundled).orElseThrow().kind()).isEqualTo(LegKind.WEBRTC);
        assertThat(answered(browser, bundled, TELEPHONE).sdp()).contains("m=audio 10000 ");
    }

    @Test
    void numbersMayDifferByDirection() {
        trunk.offer(List.of(CodecName.OPUS));

        Settled settled = (Settled) trunk.accept(SdpFixtures.parse("""
                v=0
                o=- 1 1 IN IP4 192.0.2.7
                c=IN IP4 192.0.2.7
                m=audio 4000 RTP/AVP 96
                a=rtpmap:96 OPUS/48000/2
                """));
        assertThat(settled.audio().payloadTypes()).isEqualTo(new PayloadTypes(96, 111));
        assertThat(settled.audio().events()).isEmpty();
    }

    @Test
    void nothingSharedIs488() {
        String g729 = TRUNK_OFFER.replace("8 0 101", "18").replace("a=rtpmap:101 telephone-event/8000\n", "");
        assertThat(status(trunk.answer(SdpFixtures.parse(g729), TELEPHONE))).isEqualTo(488);
        assertThat(status(browser.answer(SdpFixtures.parse(TRUNK_OFFER), TELEPHONE)))
                .isEqualTo(488);
        assertThat(status(trunk.answer(SdpFixtures.parse(SdpFixtures.text("jssip-offer")), TELEPHONE)))
                .isEqualTo(488);
        String passive = SdpFixtures.text("jssip-offer").replace("a=setup:actpass", "a=setup:passive");
        assertThat(status(browser.answer(SdpFixtures.parse(passive), TELEPHONE)))
                .isEqualTo(488);
        String bare = SdpFixtures.text("jssip-offer").replaceAll("a=fingerprint.*\r\n", "");
        assertThat(status(browser.answer(SdpFixtures.parse(bare), TELEPHONE))).isEqualTo(488);
    }

    @Test
    void anOfferCanBeInspectedWithoutALeg() {
        assertThat(SdpInspection.inspect(TRUNK_OFFER))
                .contains(new Offered(LegKind.RTP, List.of(CodecName.PCMA, CodecName.PCMU)));
        assertThat(SdpInspection.inspect(SdpFixtures.text("sipjs-offer")))
                .contains(new Offered(
                        LegKind.WEBRTC, List.of(CodecName.OPUS, CodecName.G722, CodecName.PCMU, CodecName.PCMA)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=image 16400 udptl t38\n",
                "m=video 4000 RTP/AVP 96\na=rtpmap:96 VP8/90000\n",
                "m=audio 0 UDP/TLS/RTP/SAVPF 111\na=rtpmap:111 opus/48000/2\na=bundle-only\n",
                "m=audio 4000 UDP/TLS/RTP/SAVP 0\n",
                "m=audio 4000 RTP/AVP 104\na=rtpmap:104 AMR/8000\n",
                ""
            })
    void anOfferWithoutUsableAudioCanBeReadButHasNoCodecs(String streams) {
        String offer = TRUNK_OFFER.substring(0, TRUNK_OFFER.indexOf("m=")) + streams;
        assertThat(SdpInspection.inspect(offer)).contains(new Offered(LegKind.RTP, List.of()));
        assertThat(status(trunk.answer(SdpFixtures.parse(offer), TELEPHONE))).isEqualTo(488);
        assertThat(SdpInspection.inspect("v=1\n" + offer)).isEmpty();
    }

    /** The whole machine on one screen: what offer, accept and answer lead to, or the status they fail with. */
    @Test
    void transitionTable() {
        String table = Stream.of(State.values())
                .map(state -> state + ": "
                        + Stream.<Consumer<OfferAnswer>>of(
                                        machine -> machine.offer(TELEPHONE),
                                        machine -> machine.accept(SdpFixtures.parse(TRUNK_OFFER)),
                                        machine -> machine.answer(SdpFixtures.parse(TRUNK_OFFER), TELEPHONE))
                                .map(step -> {
                                    OfferAnswer machine = in(state);
                                    step.accept(machine);
                                    return machine.state().toString();
                                })
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));

        assertThat(table).isEqualTo("""
                INITIAL: OFFERED INITIAL ANSWERED_BY_US
                OFFERED: OFFERED ANSWERED_BY_PEER OFFERED
                ANSWERED_BY_PEER: OFFERED ANSWERED_BY_PEER ANSWERED_BY_US
                ANSWERED_BY_US: OFFERED ANSWERED_BY_US ANSWERED_BY_US""");
        assertThat(status(in(State.OFFERED).answer(SdpFixtures.parse(TRUNK_OFFER), TELEPHONE)))
                .isEqualTo(491);
        assertThat(status(in(State.INITIAL).accept(SdpFixtures.parse(TRUNK_OFFER))))
                .isEqualTo(491);
    }

    private static OfferAnswer in(State state) {
        OfferAnswer machine = new OfferAnswer(local(Optional.empty()));
        switch (state) {
            case INITIAL -> {}
            case OFFERED -> machine.offer(TELEPHONE);
            case ANSWERED_BY_PEER -> {
                machine.offer(TELEPHONE);
                machine.accept(SdpFixtures.parse(TRUNK_OFFER));
            }
            case ANSWERED_BY_US -> machine.answer(SdpFixtures.parse(TRUNK_OFFER), TELEPHONE);
        }
        return machine;
    }

    private static int status(Negotiation outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        return ((Failed) outcome).status();
    }

    private static Settled answered(OfferAnswer machine, String offer, List<CodecName> preferred) {
        Negotiation outcome = machine.answer(SdpFixtures.parse(offer), preferred);
        assertThat(outcome).isInstanceOf(Settled.class);
        return (Settled) outcome;
    }
}
