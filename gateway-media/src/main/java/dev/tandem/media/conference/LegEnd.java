package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.rtp.RtpPacket;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A leg in a conference. */
final class LegEnd implements MemberEnd {
    private static final int PRESS_MILLIS = 100;
    /** From here on redundancy is worth what it costs in quality: PLC alone loses more. */
    private static final int LOSSY_PERCENT = 2;

    /** What is decoded at least of a codec that can do any rate: so narrow and wide conferences need no new decoder. */
    private static final int WIDEBAND_HZ = 16_000;

    private final LegMedia leg;
    private boolean parted;
    private @Nullable Playout last;
    private @Nullable LevelMeter meter;
    private @Nullable Form form;
    private @Nullable Form lossyForm;
    private @Nullable Playout followed;
    private long followedUntilNanos;

    LegEnd(LegMedia leg) {
        this.leg = leg;
    }

    @Override
    public void join(MemberMedia member, DigitReceiver.Listener digits) {
        leg.attach(member);
        leg.in().digitsTo(digits);
    }

    @Override
    public void part(MemberMedia member) {
        parted = true;
        last = leg.parted(member);
    }

    @Override
    public LegMedia leg() {
        return leg;
    }

    @Override
    public void follow(Playout source, long untilNanos) {
        followed = source;
        followedUntilNanos = untilNanos;
    }

    /** Whether what comes first in this frame's packet is still under way. */
    private boolean waits(long nowNanos) {
        Playout source = followed;
        if (source == null) {
            return false;
        }
        if (source.buffer().playing()) {
            leg.out().delayed(Math.max(0, nowNanos - source.fedNanos()));
            followed = null;
        } else if (nowNanos >= followedUntilNanos) {
            followed = null;
        }
        return followed != null;
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
            listen(media, Objects.requireNonNull(leg.in().codec()), conferenceRateHz);
        }
    }

    /** What comes goes through the meter, if the peer says how loud it is. */
    private void listen(Stream media, CodecName codec, int aboutHz) {
        int neededHz = codec.sampleRateHz(aboutHz);
        int usualHz = codec.sampleRateHz(Math.max(WIDEBAND_HZ, aboutHz));
        Playout next = leg.source().playAtLeast(codec, neededHz, usualHz);
        meter = media.audioLevelExtension().isPresent()
                ? leg.source().measure(next, media.audioLevelExtension().getAsInt())
                : null;
    }

    @Override
    public int level() {
        return meter == null ? RtpPacket.NO_LEVEL : meter.level();
    }

    @Override
    public void rest(boolean resting) {
        Playout playing = source();
        if (playing != null) {
            playing.rest(resting);
        }
    }

    @Override
    public @Nullable Playout source() {
        return parted ? last : leg.source().playout();
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
        if (out.event(nowNanos) || waits(nowNanos)) {
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
        if (!leg.out().event(nowNanos) && !waits(nowNanos)) {
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
    public void close() {
        if (last != null) {
            last.close();
            last = null;
        }
    }
}
