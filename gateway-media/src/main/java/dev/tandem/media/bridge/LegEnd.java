package dev.tandem.media.bridge;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.rtp.RtpPacket;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A leg in a conference. */
final class LegEnd implements SeatEnd {
    private static final int PRESS_MILLIS = 100;
    /** From here on redundancy is worth what it costs in quality: PLC alone loses more. */
    private static final int LOSSY_PERCENT = 2;

    /** What is decoded at least of a codec that can do any rate: so narrow and wide conferences need no new decoder. */
    private static final int WIDEBAND_HZ = 16_000;

    private final LegMedia leg;
    private DigitReceiver.Listener digits = PacketSink.NOWHERE;
    private @Nullable Playout playout;
    private @Nullable LevelMeter meter;
    private @Nullable Form form;
    private @Nullable Form lossyForm;

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
        Stream media = leg.in().media();
        if (media == null) {
            return 0;
        }
        return media.codec().anyRate() ? ANY_RATE : media.codec().sampleRateHz(0);
    }

    @Override
    public void retune(int conferenceRateHz) {
        Stream media = leg.in().media();
        if (media != null) {
            CodecName codec = media.codec();
            boolean halved = codec.halved(media.packetMillis());
            form = new Form(Optional.of(codec), codec.sampleRateHz(conferenceRateHz), halved, false);
            lossyForm = new Form(form.codec(), form.sampleRateHz(), halved, codec == CodecName.OPUS);
            listen(Objects.requireNonNull(leg.in().codec()), Math.max(WIDEBAND_HZ, conferenceRateHz));
            measure(media);
        }
    }

    private void listen(CodecName codec, int aboutHz) {
        int sampleRateHz = codec.sampleRateHz(aboutHz);
        Playout before = playout;
        if (before != null && before.codec() == codec && before.sampleRateHz() == sampleRateHz) {
            return;
        }
        Playout next = new Playout(codec, sampleRateHz);
        playout = next;
        if (before != null) {
            before.close();
        }
    }

    /** What comes goes through the meter, if the peer says how loud it is. */
    private void measure(Stream media) {
        PlayoutFeed feed = new PlayoutFeed(Objects.requireNonNull(playout), digits, leg.tally());
        meter = media.audioLevelExtension().isPresent()
                ? new LevelMeter(feed, media.audioLevelExtension().getAsInt())
                : null;
        leg.in().to(meter == null ? feed : meter);
    }

    @Override
    public int level() {
        return meter == null ? RtpPacket.NO_LEVEL : meter.level();
    }

    @Override
    public void rest(boolean resting) {
        if (playout != null) {
            playout.rest(resting);
        }
    }

    @Override
    public @Nullable FrameSource source() {
        return playout;
    }

    @Override
    public @Nullable Form form() {
        return leg.tally().expectedLossPercent() < LOSSY_PERCENT ? form : lossyForm;
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
        out.audio(rendition.payload(leg.complexity()), rendition.length(), nowNanos);
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
