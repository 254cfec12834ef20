package dev.tandem.media.conference;

import dev.tandem.media.rtp.RtpPacket;

/** Reads how loud packets say they are (RFC 6464) on their way to where they go. Owned by the leg's media loop. */
final class LevelMeter implements PacketSink {
    private static final int SILENCE = 127;
    /** Who sends nothing for so many frames is silent. */
    private static final int QUIET_FRAMES = 10;

    private final PacketSink next;
    private final int extensionId;
    private int level = RtpPacket.NO_LEVEL;
    private int loudest = SILENCE;
    private boolean measured;
    private int quietFrames;

    LevelMeter(PacketSink next, int extensionId) {
        this.next = next;
        this.extensionId = extensionId;
    }

    /** The loudest level since last asked; {@link RtpPacket#NO_LEVEL} when packets come without one. */
    int level() {
        if (measured) {
            level = loudest;
            quietFrames = 0;
        } else if (++quietFrames > QUIET_FRAMES && level != RtpPacket.NO_LEVEL) {
            level = SILENCE;
        }
        measured = false;
        loudest = SILENCE;
        return level;
    }

    @Override
    public void audio(RtpPacket packet, long nowNanos) {
        int said = packet.audioLevel(extensionId);
        if (said == RtpPacket.NO_LEVEL) {
            level = RtpPacket.NO_LEVEL;
        } else {
            measured = true;
            loudest = Math.min(loudest, said);
        }
        next.audio(packet, nowNanos);
    }

    @Override
    public void other(RtpPacket packet) {
        next.other(packet);
    }

    @Override
    public void noise(RtpPacket packet) {
        next.noise(packet);
    }
}
