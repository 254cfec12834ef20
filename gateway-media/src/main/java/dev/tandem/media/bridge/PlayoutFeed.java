package dev.tandem.media.bridge;

import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.rtp.RtpPacket;

/** Feeds what a leg receives into a playout, and its digits to wherever digits go; counts what came too late to be heard. */
record PlayoutFeed(Playout playout, DigitReceiver.Listener digits, Tally tally) implements PacketSink {

    @Override
    public void audio(RtpPacket packet, long nowNanos) {
        long lateBefore = playout.buffer().late();
        playout.put(packet, nowNanos);
        tally.late(playout.buffer().late() - lateBefore);
    }

    @Override
    public void other(RtpPacket packet) {
        playout.buffer().skip(packet);
    }

    @Override
    public void noise(RtpPacket packet) {
        playout.buffer().putNoise(packet);
    }

    @Override
    public void pressed(char digit) {
        digits.pressed(digit);
    }

    @Override
    public void released(char digit, int durationMillis) {
        digits.released(digit, durationMillis);
    }
}
