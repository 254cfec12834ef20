package dev.tandem.media.conference;

import dev.tandem.media.rtp.RtpPacket;

/** Where the packets a leg receives go. Owned by the leg's media loop. */
interface PacketSink {

    /** For a leg nobody listens to. */
    PacketSink NOWHERE = new PacketSink() {
        @Override
        public void audio(RtpPacket packet, long nowNanos) {
            // Nobody listens yet.
        }

        @Override
        public void other(RtpPacket packet) {
            // Nobody listens yet.
        }
    };

    /** A packet of the agreed codec. */
    void audio(RtpPacket packet, long nowNanos);

    /** A packet of the same stream that carries something else. */
    void other(RtpPacket packet);

    /** A description of the noise that is heard until the next audio (RFC 3389). */
    default void noise(RtpPacket packet) {
        other(packet);
    }
}
