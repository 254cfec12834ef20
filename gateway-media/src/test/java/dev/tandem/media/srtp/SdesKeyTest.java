package dev.tandem.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys in descriptions, and the identifiers that some packets carry for them. */
class SdesKeyTest {
    private static final SrtpProfile PROFILE = SrtpProfile.AES128_CM_SHA1_80;
    private static final String INLINE = "inline:" + "A".repeat(40);

    @Test
    void aKeyMayHaveALifetimeAndAnIdentifier() {
        for (String more : new String[] {"", "|2^20", "|1:4", "|2^20|1:4", "|1048576|255:1", "|2^31|66051:128"}) {
            assertThat(SdesKey.parse(PROFILE, INLINE + more)).as(more).isPresent();
        }
        for (String more :
                new String[] {"|2^20|1", "|1:4|2^20", "|256:1", "|1:0", "|1:129", "|:4", "|1:4|1:4|1:4", ";x"}) {
            assertThat(SdesKey.parse(PROFILE, INLINE + more)).as(more).isEmpty();
        }
        assertThat(SdesKey.parse(PROFILE, INLINE + "|1:4"))
                .as("another stream of packets")
                .isNotEqualTo(SdesKey.parse(PROFILE, INLINE + "|2:4"));
    }

    @ParameterizedTest
    @EnumSource
    void theIdentifierComesOutOfEachPacketAndOneWithoutItIsNotAuthentic(SrtpProfile profile) {
        SdesKey key = SdesKey.random(profile, new SecureRandom());
        OutboundSrtp peer = OutboundSrtp.of(key);
        InboundSrtp ours = InboundSrtp.of(
                SdesKey.parse(profile, key.inline() + "|2^20|258:3").orElseThrow());
        for (int sequence = 1; sequence < 10; sequence++) {
            ByteBuffer plain = packet(sequence);
            ByteBuffer wire = packet(sequence);
            assertThat(peer.protectRtp(wire)).isTrue();
            assertThat(ours.unprotectRtp(copy(wire))).isEqualTo(InboundSrtp.Outcome.NOT_AUTHENTIC);
            ByteBuffer identified = with(wire, profile.tagOctets());
            assertThat(ours.unprotectRtp(identified)).isEqualTo(InboundSrtp.Outcome.PLAIN);
            assertThat(identified).isEqualTo(plain);
        }
        ByteBuffer report = report();
        assertThat(peer.protectRtcp(report)).isTrue();
        ByteBuffer identified = with(report, profile.controlTagOctets());
        assertThat(ours.unprotectRtcp(identified)).isEqualTo(InboundSrtp.Outcome.PLAIN);
        assertThat(identified).isEqualTo(report());
    }

    private static ByteBuffer copy(ByteBuffer packet) {
        byte[] octets = new byte[packet.remaining()];
        packet.duplicate().get(octets);
        return ByteBuffer.wrap(octets);
    }

    /** The packet with the identifier 258 in three octets before its tag. */
    private static ByteBuffer with(ByteBuffer packet, int tagOctets) {
        byte[] octets = copy(packet).array();
        ByteBuffer identified = ByteBuffer.allocate(octets.length + 3);
        identified.put(octets, 0, octets.length - tagOctets);
        identified.put(HexFormat.of().parseHex("000102"));
        identified.put(octets, octets.length - tagOctets, tagOctets);
        return identified.flip();
    }

    private static ByteBuffer packet(int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(200);
        packet.put((byte) 0x80)
                .put((byte) 0)
                .putShort((short) sequence)
                .putInt(sequence * 160)
                .putInt(7);
        packet.put(new byte[160]);
        return packet.flip();
    }

    private static ByteBuffer report() {
        ByteBuffer packet = ByteBuffer.allocate(80);
        packet.put((byte) 0x80).put((byte) 201).putShort((short) 1).putInt(7);
        return packet.flip();
    }
}
