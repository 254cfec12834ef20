package dev.tandem.media.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;

/** A stream as the SRTP library keeps it. */
final class LibraryStream implements SrtpStream {
    private final SrtpCryptoContext context;
    private final PacketOctets octets = new PacketOctets();

    LibraryStream(SrtpCryptoContext context) {
        this.context = context;
    }

    @Override
    public boolean protect(ByteBuffer packet) throws GeneralSecurityException {
        octets.lend(packet);
        SrtpErrorStatus status = context.transformPacket(octets);
        octets.giveBack(packet);
        return status == SrtpErrorStatus.OK;
    }

    @Override
    public InboundSrtp.Outcome unprotect(ByteBuffer packet) throws GeneralSecurityException {
        octets.lend(packet);
        SrtpErrorStatus status = context.reverseTransformPacket(octets, false);
        octets.giveBack(packet);
        return InboundSrtp.outcome(status);
    }
}
