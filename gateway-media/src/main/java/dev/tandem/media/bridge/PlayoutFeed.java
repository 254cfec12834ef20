package dev.tandem.media.bridge;

import dev.tandem.media.dtmf.DigitReceiver;
import dev.tandem.media.rtp.RtpPacket;

/** Feeds what a leg receives into a playout, and its digits to wherever digits go. */
record PlayoutFeed(Playout playout, DigitReceiver.Listener digits) implements PacketSink {

    @Override
    public void audio(RtpPacket packet, long nowNanos) {
        playout.put(packet, nowNanos);
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
