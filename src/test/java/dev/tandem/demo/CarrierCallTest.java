package dev.tandem.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.FakeWorld;
import dev.tandem.call.FakeWorld.FakeLeg;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEngine;
import dev.tandem.media.MediaSettings;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call at the carrier's end that is given up while it comes about. */
class CarrierCallTest {

    private final FakeWorld world = new FakeWorld();
    private final MediaEngine engine = new MediaEngine(new MediaSettings(
            InetAddress.getLoopbackAddress(), Optional.of(InetAddress.getLoopbackAddress()), 37_000, 37_009, 0, 1));
    private final FakeLeg leg = new FakeLeg("leg", event -> {});
    private final CarrierCall call = new CarrierCall(
            engine,
            world.mediaLeg(LegKind.RTP, Optional.empty(), event -> {}),
            new CarrierVoice(new short[0], frame -> {}),
            () -> {});

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
}
