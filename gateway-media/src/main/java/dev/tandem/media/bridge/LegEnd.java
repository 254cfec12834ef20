package dev.tandem.media.bridge;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.offeranswer.AgreedMedia;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A leg in a conference. */
final class LegEnd implements SeatEnd {
    private static final int PRESS_MILLIS = 100;
    /** What is decoded at least of a codec that can do any rate: so narrow and wide conferences need no new decoder. */
    private static final int WIDEBAND_HZ = 16_000;

    private final LegMedia leg;
    private DigitReceiver.Listener digits = PacketSink.NOWHERE;
    private @Nullable Playout playout;
    private @Nullable Form form;

    LegEnd(LegMedia leg) {
        this.leg = leg;
    }

    @Override
    public void open(Seat seat, DigitReceiver.Listener told) {
        digits = told;
        leg.attach(seat);
    }

    @Override
    public void part(Seat seat) {
        leg.parted(seat);
    }

    @Override
    public int rateHz() {
        AgreedMedia media = leg.in().media();
        if (media == null) {
            return 0;
        }
        return media.codec().anyRate() ? ANY_RATE : media.codec().sampleRateHz(0);
    }

    @Override
    public void retune(int conferenceRateHz) {
        AgreedMedia media = leg.in().media();
        if (media != null) {
            CodecName codec = media.codec();
            form = new Form(Optional.of(codec), codec.sampleRateHz(conferenceRateHz));
            listen(codec, codec.sampleRateHz(Math.max(WIDEBAND_HZ, conferenceRateHz)));
        }
    }

    private void listen(CodecName codec, int sampleRateHz) {
        Playout before = playout;
        if (before != null && before.codec() == codec && before.sampleRateHz() == sampleRateHz) {
            return;
        }
        Playout next = new Playout(codec, sampleRateHz);
        leg.in().to(new PlayoutFeed(next, digits));
        playout = next;
        if (before != null) {
            before.close();
        }
    }

    @Override
    public @Nullable FrameSource source() {
        return playout;
    }

    @Override
    public @Nullable Form form() {
        return form;
    }

    @Override
    public char press() {
        return 0;
    }

    @Override
    public void hear(Rendition rendition, int[] mix, long nowNanos) {
        Outbound out = leg.out();
        if (out.event(nowNanos)) {
            return;
        }
        if (!out.open()) {
            out.silence(nowNanos);
            return;
        }
        rendition.render(mix);
        out.audio(rendition.payload(), rendition.length(), nowNanos);
    }

    @Override
    public void silence(long nowNanos) {
        if (!leg.out().event(nowNanos)) {
            leg.out().silence(nowNanos);
        }
    }

    @Override
    public void pressed(char digit) {
        leg.out().digits().press(digit);
    }

    @Override
    public void released(char digit, int durationMillis) {
        leg.out().digits().release(durationMillis);
    }

    @Override
    public void press(char digit) {
        leg.out().digits().press(digit, PRESS_MILLIS);
    }

    @Override
    public int playoutMillis() {
        return playout == null ? 0 : playout.delayMillis();
    }

    @Override
    public void close() {
        if (playout != null) {
            playout.close();
        }
    }
}
