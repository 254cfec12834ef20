package dev.tandem.media.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.LegKind;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.SdpOutcome.Agreed;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.media.sdp.SdpFixtures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A callee that answers with two codecs and sends the one it is not sent itself. Real sockets. */
class TwoCodecAnswerTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int FRAMES_MOST = 1_000;

    @Test
    void theSecondCodecOfAnAnswerIsHeard() throws IOException {
        ListeningParty caller = new ListeningParty();
        try (MediaEngine engine = new MediaEngine(new MediaSettings(LOOPBACK, Optional.empty(), 35_000, 35_098, 0, 1));
                ScriptedDevice callee = new ScriptedDevice(LOOPBACK, ListeningParty.SAYS_HZ)) {
            engine.start();
            MediaLeg leg = engine.leg(LegKind.RTP, event -> {});
            String offer = leg.offer(List.of(CodecName.PCMU, CodecName.PCMA));
            Agreed agreed =
                    (Agreed) leg.accept("v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio "
                            + callee.port() + " RTP/AVP 0 8 101\na=rtpmap:101 telephone-event/8000\n");
            assertThat(agreed.codec()).isEqualTo(CodecName.PCMU);
            engine.attach(leg, caller);
            callee.agree(
                    new InetSocketAddress(
                            LOOPBACK, SdpFixtures.parse(offer).media().get(0).port()),
                    CodecName.PCMA,
                    8);
            for (int frame = 0; frame < FRAMES_MOST && caller.listening().millis() < 500; frame++) {
                callee.say();
                LockSupport.parkNanos(20_000_000);
            }
        }
        assertThat(caller.listening().millis()).isGreaterThanOrEqualTo(500);
        assertThat(caller.listening().share()).isGreaterThan(0.65);
    }
}
