package dev.tandem.media.conference;

import java.nio.ByteBuffer;

/** The transport of one leg as its streams see it. Called by the media loop that owns the leg; never blocks. */
public interface RtpTransport {

    /** Whether there is somewhere to send to yet. */
    boolean ready();

    /** A buffer to build the next packet in, cleared; the same one every time. */
    ByteBuffer packet();

    /** Sends an RTP packet, from position to limit; false when it could not be sent. */
    boolean send(ByteBuffer packet);

    /** Sends an RTCP packet, likewise. */
    boolean sendControl(ByteBuffer packet);
}
