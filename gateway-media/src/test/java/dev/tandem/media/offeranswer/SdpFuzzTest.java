package dev.tandem.media.offeranswer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tandem.media.sdp.SdpParser;
import dev.tandem.media.sdp.SdpParser.Parsed;
import java.nio.charset.StandardCharsets;

/** Descriptions as bad as they can be (RFC 8866), read and inspected. */
class SdpFuzzTest {

    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void noDescriptionThrows(byte[] octets) {
        if (SdpParser.parse(new String(octets, StandardCharsets.UTF_8)) instanceof Parsed parsed) {
            OfferInspection.of(parsed.description());
        }
    }
}
