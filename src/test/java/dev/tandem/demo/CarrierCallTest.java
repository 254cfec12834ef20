package dev.tandem.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.LegKind;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.sip.Reason;
import dev.tandem.sip.SipLeg;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call at the carrier's end that is given up while it comes about. */
class CarrierCallTest {

    private final MediaEngine engine = new MediaEngine(new MediaSettings(
            InetAddress.getLoopbackAddress(), Optional.of(InetAddress.getLoopbackAddress()), 37_000, 37_009, 0, 1));
    private final ToldLeg leg = new ToldLeg();
    private final CarrierCall call = new CarrierCall(
            engine, engine.leg(LegKind.RTP, event -> {}), new CarrierVoice(new short[0], frame -> {}), () -> {});

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aCallThatIsHungUpBeforeItsInviteIsReadIsNotAnswered() {
        call.hangUp();

        call.answer(leg, "offer");

        assertThat(leg.told).containsExactly("480 Temporarily Unavailable");
    }

    @Test
    void aCallThatIsHungUpBeforeItsInviteIsSentIsCancelled() {
        call.hangUp();

        call.placed(leg);

        assertThat(leg.told).containsExactly("hang up");
    }

    /** A SIP leg that writes down how it ends. */
    private static final class ToldLeg implements SipLeg {
        private final List<String> told = new ArrayList<>();

        @Override
        public String callId() {
            return "leg";
        }

        @Override
        public void reject(int status, String reason, Duration retryAfter, Optional<Reason> why) {
            told.add(status + " " + reason);
        }

        @Override
        public void hangUp(Optional<Reason> why) {
            told.add("hang up");
        }

        @Override
        public Optional<InetAddress> peer() {
            return Optional.empty();
        }

        @Override
        public void progress(int status, Optional<String> sdp) {
            throw new AssertionError("it rings");
        }

        @Override
        public void answer(String sdp) {
            throw new AssertionError("it is answered");
        }

        @Override
        public void sendDigit(char digit, int durationMillis) {
            throw new AssertionError("nobody presses a key");
        }

        @Override
        public void reoffer(String sdp) {
            throw new AssertionError("nothing was agreed");
        }

        @Override
        public void answerOffer(String sdp) {
            throw new AssertionError("nothing was offered");
        }

        @Override
        public void refuseOffer(int status) {
            throw new AssertionError("nothing was offered");
        }
    }
}
