package dev.tandem.media.srtp;

import java.nio.ByteBuffer;

/** Has the ciphers loaded and compiled before the first call needs them; otherwise its audio starts late. */
public final class SrtpWarmUp {

    /** Enough for the JIT to have compiled the way of a packet. */
    private static final int PACKETS = 3000;

    private static final int PACKET_OCTETS = 180;

    private SrtpWarmUp() {}

    /** Protects and unprotects synthetic packets with every profile; takes well under a second. */
    public static void run() {
        for (SrtpProfile profile : SrtpProfile.values()) {
            run(new SrtpKeys(profile, new byte[SrtpKeys.exportedOctets(profile)]));
        }
    }

    private static void run(SrtpKeys keys) {
        OutboundSrtp out = OutboundSrtp.client(keys);
        InboundSrtp in = InboundSrtp.server(keys);
        ByteBuffer packet = ByteBuffer.allocate(PACKET_OCTETS + 32);
        for (int sequence = 0; sequence < PACKETS; sequence++) {
            packet.clear().limit(PACKET_OCTETS);
            packet.put(0, (byte) 0x80).put(1, (byte) 111).putShort(2, (short) sequence);
            if (!out.protectRtp(packet) || in.unprotectRtp(packet) != InboundSrtp.Outcome.PLAIN) {
                throw new IllegalStateException("SRTP does not work with " + keys.profile());
            }
        }
    }
}
