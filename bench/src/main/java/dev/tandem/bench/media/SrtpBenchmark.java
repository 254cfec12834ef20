package dev.tandem.bench.media;

import dev.tandem.media.srtp.InboundSrtp;
import dev.tandem.media.srtp.OutboundSrtp;
import dev.tandem.media.srtp.SrtpKeys;
import dev.tandem.media.srtp.SrtpProfile;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A packet of 20 ms of G.711 protected and read again (RFC 3711, RFC 7714): two packets' work. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SrtpBenchmark {
    private static final int PACKET_OCTETS = 172;

    /** How it is protected. */
    @Param
    public SrtpProfile profile = SrtpProfile.AES128_CM_SHA1_80;

    private final ByteBuffer packet = ByteBuffer.allocate(256);
    private OutboundSrtp out = OutboundSrtp.client(keys(SrtpProfile.AES128_CM_SHA1_80));
    private InboundSrtp in = InboundSrtp.server(keys(SrtpProfile.AES128_CM_SHA1_80));
    private int sequence;

    /** Takes the keys of the profile. */
    @Setup
    public void key() {
        out = OutboundSrtp.client(keys(profile));
        in = InboundSrtp.server(keys(profile));
        packet.put(0, (byte) 0x80).putInt(8, 7);
    }

    private static SrtpKeys keys(SrtpProfile profile) {
        return new SrtpKeys(profile, new byte[SrtpKeys.exportedOctets(profile)]);
    }

    /** One packet there. */
    @Benchmark
    public InboundSrtp.Outcome protectAndUnprotect() {
        packet.clear().putShort(2, (short) sequence++).limit(PACKET_OCTETS);
        out.protectRtp(packet);
        return in.unprotectRtp(packet);
    }
}
