package dev.tandem.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.call.FakeWorld.FakeMember;
import dev.tandem.call.PartyId;
import dev.tandem.media.PcmSource;
import dev.tandem.sip.SipLegEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody hears while the one they are transferred to rings. */
class RingbackTest extends CallStage {

    private static final PartyId BRITISH = PartyId.of("4:+442079460000");

    private FakeMember ann;

    @BeforeEach
    void aCallWithAnn() {
        ann = seated(ANN);
    }

    @Test
    void theToneOfTheOthersCountryUntilTheyAnswer() {
        transferAndRing(BRITISH);

        assertThat(soundingMillis(ann.whispered, 3_000))
                .as("0.4 s, 0.4 s, then 2 s of silence")
                .isBetween(700, 900);
        answer(1);
        runTimers();
        assertThat(ann.whispered).isNull();
        assertThat(told()).contains("CallTransferAccepted");
    }

    @Test
    void nothingMoreOnceTheyDecline() {
        transferAndRing(BOB);
        assertThat(ann.whispered).isNotNull();

        on(1, new SipLegEvent.Rejected(603, "Decline"));
        runTimers();

        assertThat(ann.whispered).isNull();
    }

    @Test
    void whatAnApplicationPlaysGoesFirst() {
        media(media -> media.play(asked(), FILE, List.of(ANN), true, false));
        drain();
        PcmSource prompt = ann.whispered;

        transferAndRing(BOB);

        assertThat(ann.whispered).isNotNull().isSameAs(prompt);
    }

    @Test
    void whoIsMerelyAddedDisturbsNobody() {
        tried(call -> call.participants().add(invitee(BOB), asked(), "inv"));
        on(1, new SipLegEvent.Progress(180, Optional.empty()));

        assertThat(ann.whispered).isNull();
    }

    private void transferAndRing(PartyId target) {
        assertThat(tried(call -> call.participants().transfer(invitee(target), Optional.empty(), asked())))
                .isEmpty();
        on(1, new SipLegEvent.Progress(180, Optional.empty()));
        on(1, new SipLegEvent.Progress(180, Optional.empty()));
    }

    private static int soundingMillis(PcmSource source, int millis) {
        int sounding = 0;
        short[] frame = new short[Objects.requireNonNull(source).sampleRateHz() / 50];
        for (int at = 0; at < millis; at += 20) {
            source.speak(frame);
            int peak = 0;
            for (short sample : frame) {
                peak = Math.max(peak, Math.abs(sample));
            }
            sounding += peak > 500 ? 20 : 0;
        }
        return sounding;
    }
}
