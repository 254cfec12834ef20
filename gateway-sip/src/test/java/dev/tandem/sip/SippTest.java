package dev.tandem.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.SipLegEvent.Acknowledged;
import dev.tandem.sip.SipLegEvent.Answered;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.SipLegEvent.Ended;
import dev.tandem.sip.SipLegEvent.OfferReceived;
import dev.tandem.sip.SipLegEvent.Progress;
import dev.tandem.sip.TrunkPeer.Transport;
import dev.tandem.testkit.Sipp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIPp as a carrier. */
@Tag("interop")
class SippTest {
    private static final int CALLS = 50;

    private final Party party = new Party().trusting("carrier");

    @AfterEach
    void nothingIsLeft() {
        party.expectNothingLeft();
        party.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "t1"})
    void aCarrierCallsHoldsAndHangsUpManyTimes(String transport) throws Exception {
        List<String> arguments =
                List.of("127.0.0.1:" + party.port, "-t", transport, "-m", Integer.toString(CALLS), "-r", "25");
        try (Sipp sipp = new Sipp(scenario("carrier-calls"), Party.freePort(), arguments)) {
            for (int each = 0; each < CALLS; each++) {
                Party.Call call = party.expectCall();
                assertThat(call.invite().callerNumber()).isEqualTo("+442079460999");
                call.leg().progress(180, Optional.empty());
                call.leg().answer(Sdp.of("answer"));
                call.expect(Acknowledged.class);
                call.expect(OfferReceived.class);
                call.leg().answerOffer(Sdp.of("held"));
                assertThat(call.expect(Ended.class).cause()).isEqualTo(Cause.REMOTE_BYE);
            }
            sipp.expectSuccess();
        }
    }

    @Test
    void aCarrierChallengesAnswersAndIsHungUp() throws Exception {
        int port = Party.freePort();
        try (Sipp sipp = new Sipp(scenario("carrier-answers"), port, List.of("-m", "1"))) {
            DigestCredentials credentials = new DigestCredentials("tandem", "s3cret");
            TrunkPeer peer =
                    new TrunkPeer("out", "127.0.0.1", port, Transport.UDP, List.of(), Optional.of(credentials), true);
            var out = party.call(peer, "+442079460123", Duration.ofSeconds(30));
            assertThat(out.expect(Progress.class).sdp().orElseThrow()).contains("s=early");
            assertThat(out.expect(Answered.class).sdp()).contains("s=answer");
            out.leg().hangUp();
            out.expect(Ended.class);
            sipp.expectSuccess();
        }
    }

    private static Path scenario(String name) {
        return Path.of("src/test/resources/sipp", name + ".xml");
    }
}
