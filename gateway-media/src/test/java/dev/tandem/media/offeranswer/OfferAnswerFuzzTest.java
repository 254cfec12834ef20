package dev.tandem.media.offeranswer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.offeranswer.LocalMedia.LocalIce;
import dev.tandem.media.sdp.Fingerprint;
import dev.tandem.media.sdp.SdpParser;
import dev.tandem.media.sdp.SdpParser.Parsed;
import dev.tandem.media.sdp.SessionDescription;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Descriptions as bad as they can be (RFC 3264), answered and taken for answers. */
class OfferAnswerFuzzTest {
    private static final List<CodecName> CODECS = List.of(CodecName.OPUS, CodecName.G722, CodecName.PCMU);
    private static final Sdes SDES = Sdes.random(SrtpPolicy.OPTIONAL, new SecureRandom());
    private static final LocalMedia PLAIN =
            new LocalMedia(42, InetAddress.getLoopbackAddress(), 10_000, 1_234, Optional.empty());
    private static final LocalMedia BROWSER = new LocalMedia(
            42,
            InetAddress.getLoopbackAddress(),
            10_000,
            1_234,
            Optional.of(new LocalIce(
                    "ufrg", "p".repeat(24), new Fingerprint("sha-256", "AB:".repeat(31) + "AB"), List.of())));

    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void noOfferOrAnswerThrows(byte[] octets) {
        if (SdpParser.parse(new String(octets, StandardCharsets.UTF_8)) instanceof Parsed parsed) {
            SessionDescription description = parsed.description();
            new OfferAnswer(PLAIN, SDES).answer(description, CODECS);
            new OfferAnswer(BROWSER).answer(description, CODECS);
            takenForAnAnswer(new OfferAnswer(PLAIN, SDES), description);
            takenForAnAnswer(new OfferAnswer(BROWSER), description);
        }
    }

    private static void takenForAnAnswer(OfferAnswer offerer, SessionDescription description) {
        offerer.offer(CODECS);
        offerer.accept(description);
    }
}
