package dev.tandem.media.conference;

import dev.tandem.media.rtp.RtpPacket;

/** Feeds what a leg receives into a playout; counts what came too late to be heard. */
record PlayoutFeed(Playout playout, Tally tally) implements PacketSink {

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
}
