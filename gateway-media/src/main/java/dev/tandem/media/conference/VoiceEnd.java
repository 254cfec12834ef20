package dev.tandem.media.conference;

import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.rtp.RtpPacket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A voice inside the process in a conference. */
final class VoiceEnd implements MemberEnd {
    private final Voice voice;
    private final Form form;
    private final short[] silence;

    VoiceEnd(Voice voice) {
        this.voice = voice;
        form = new Form(Optional.empty(), voice.sampleRateHz());
        silence = new short[voice.sampleRateHz() / 50];
    }

    @Override
    public void join(MemberMedia member, DigitReceiver.Listener digits) {
        // Says what it presses when asked.
    }

    @Override
    public void part(MemberMedia member) {
        // Nothing holds it.
    }

    @Override
    public @Nullable LegMedia leg() {
        return null;
    }

    @Override
    public void follow(Playout source, long untilNanos) {
        // It was never passed packets.
    }

    @Override
    public int rateHz() {
        return voice.sampleRateHz();
    }

    @Override
    public void retune(int conferenceRateHz) {
        // It keeps its own.
    }

    @Override
    public FrameSource source() {
        return voice;
    }

    @Override
    public int level() {
        return RtpPacket.NO_LEVEL;
    }

    @Override
    public void rest(boolean resting) {
        // It is asked for its frames all the same: they pass whether they are heard or not.
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public char press() {
        return voice.press();
    }

    @Override
    public void hear(Rendition rendition, int[] mix, long nowNanos) {
        voice.write(rendition.render(mix), nowNanos);
    }

    @Override
    public void silence(long nowNanos) {
        voice.write(silence, nowNanos);
    }

    @Override
    public void pressed(char digit) {
        // Told at the end, as everywhere.
    }

    @Override
    public void released(char digit, int durationMillis) {
        voice.digit(digit);
    }

    @Override
    public void press(char digit) {
        voice.digit(digit);
    }

    @Override
    public void close() {
        // Nothing to free.
    }
}
