package dev.tandem.media.srtp;

import static dev.tandem.media.srtp.InboundSrtp.Outcome.NOT_AUTHENTIC;
import static dev.tandem.media.srtp.InboundSrtp.Outcome.PLAIN;
import static dev.tandem.media.srtp.InboundSrtp.Outcome.REPLAYED;
import static dev.tandem.media.srtp.InboundSrtp.Outcome.TOO_MANY_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpTest {

    private static final int SSRC = 0x12345678;
    private static final int PAYLOAD_OCTETS = 160;

    @ParameterizedTest
    @EnumSource
    void whatTheBrowserProtectsWeRead(SrtpProfile profile) {
        OutboundSrtp browser = OutboundSrtp.client(keys(profile));
        InboundSrtp ours = InboundSrtp.server(keys(profile));
        for (int sequence = 65_500; sequence < 65_600; sequence++) { // across the roll-over
            ByteBuffer packet = rtp(SSRC, sequence);
            byte[] plain = octets(packet);

            assertThat(browser.protectRtp(packet)).isTrue();
            assertThat(hex(packet))
                    .hasSizeGreaterThan(2 * plain.length)
                    .doesNotContain(hex(ByteBuffer.wrap(payload(sequence))));
            assertThat(ours.unprotectRtp(packet)).isEqualTo(PLAIN);
            assertThat(octets(packet)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWeProtectTheBrowserReads(SrtpProfile profile) {
        OutboundSrtp ours = OutboundSrtp.server(keys(profile));
        InboundSrtp browser = InboundSrtp.client(keys(profile));
        ByteBuffer packet = rtp(SSRC, 1);
        byte[] plain = octets(packet);

        assertThat(ours.protectRtp(packet)).isTrue();
        assertThat(browser.unprotectRtp(packet)).isEqualTo(PLAIN);
        assertThat(octets(packet)).isEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource
    void reportsAreProtectedToo(SrtpProfile profile) {
        OutboundSrtp browser = OutboundSrtp.client(keys(profile));
        InboundSrtp ours = InboundSrtp.server(keys(profile));
        ByteBuffer report = rtcp(SSRC);
        byte[] plain = octets(report);

        assertThat(browser.protectRtcp(report)).isTrue();
        byte[] wire = octets(report);
        assertThat(ours.unprotectRtcp(report)).isEqualTo(PLAIN);
        assertThat(octets(report)).isEqualTo(plain);
        assertThat(ours.unprotectRtcp(ByteBuffer.wrap(wire))).isEqualTo(REPLAYED);
    }

    @ParameterizedTest
    @EnumSource
    void aFlippedBitIsNotAuthenticAndHarmsNothing(SrtpProfile profile) {
        OutboundSrtp browser = OutboundSrtp.client(keys(profile));
        InboundSrtp ours = InboundSrtp.server(keys(profile));
        ByteBuffer packet = rtp(SSRC, 1);
        browser.protectRtp(packet);
        byte[] wire = octets(packet);

        for (int bit = 0; bit < wire.length * 8; bit++) {
            byte[] flipped = wire.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(ours.unprotectRtp(ByteBuffer.wrap(flipped)))
                    .as("bit %d", bit)
                    .isNotEqualTo(PLAIN);
        }
        assertThat(ours.unprotectRtp(ByteBuffer.wrap(wire))).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @EnumSource
    void aPacketIsTakenOnce(SrtpProfile profile) {
        OutboundSrtp browser = OutboundSrtp.client(keys(profile));
        InboundSrtp ours = InboundSrtp.server(keys(profile));
        ByteBuffer packet = rtp(SSRC, 1);
        browser.protectRtp(packet);
        byte[] wire = octets(packet);

        assertThat(ours.unprotectRtp(ByteBuffer.wrap(wire.clone()))).isEqualTo(PLAIN);
        assertThat(ours.unprotectRtp(ByteBuffer.wrap(wire.clone()))).isEqualTo(REPLAYED);
    }

    @Test
    void forgedStreamsTakeNoPlaceAndRealOnesOnlySoMany() {
        SrtpKeys keys = keys(SrtpProfile.AEAD_AES_128_GCM);
        InboundSrtp ours = InboundSrtp.server(keys);
        for (int ssrc = 0; ssrc < 100; ssrc++) {
            assertThat(ours.unprotectRtp(rtp(ssrc, 1))).isEqualTo(NOT_AUTHENTIC);
        }
        for (int ssrc = 0; ssrc < SrtpContexts.SSRCS_MAX; ssrc++) {
            assertThat(ours.unprotectRtp(wire(keys, ssrc))).isEqualTo(PLAIN);
        }
        assertThat(ours.unprotectRtp(wire(keys, SrtpContexts.SSRCS_MAX))).isEqualTo(TOO_MANY_STREAMS);
    }

    @ParameterizedTest
    @EnumSource
    void randomPacketsNeverThrow(SrtpProfile profile) {
        InboundSrtp ours = InboundSrtp.server(keys(profile));
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            byte[] octets = new byte[random.nextInt(120)];
            random.nextBytes(octets);
            if (octets.length > 0) {
                octets[0] = (byte) (0x80 | (octets[0] & 0x3F));
            }
            assertThat(ours.unprotectRtp(ByteBuffer.wrap(octets.clone()))).isEqualTo(NOT_AUTHENTIC);
            assertThat(ours.unprotectRtcp(ByteBuffer.wrap(octets))).isEqualTo(NOT_AUTHENTIC);
        }
    }

    @Test
    void aBufferWithoutRoomIsOurOwnMistake() {
        OutboundSrtp ours = OutboundSrtp.server(keys(SrtpProfile.AES128_CM_SHA1_80));
        ByteBuffer tight = ByteBuffer.wrap(octets(rtp(SSRC, 1)));

        assertThatThrownBy(() -> ours.protectRtp(tight)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBestSharedProfileIsChosen() {
        assertThat(SrtpProfile.best(new int[] {8, 7, 1})).contains(SrtpProfile.AES128_CM_SHA1_80);
        assertThat(SrtpProfile.best(new int[] {8, 7, 2})).contains(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(SrtpProfile.best(new int[] {2, 5})).isEmpty();
    }

    @Test
    void keysDoNotPrintThemselves() {
        assertThat(keys(SrtpProfile.AEAD_AES_128_GCM)).hasToString("SrtpKeys[AEAD_AES_128_GCM]");
    }

    private static ByteBuffer wire(SrtpKeys keys, int ssrc) {
        ByteBuffer packet = rtp(ssrc, 1);
        OutboundSrtp.client(keys).protectRtp(packet);
        return packet;
    }

    private static SrtpKeys keys(SrtpProfile profile) {
        byte[] material = new byte[SrtpKeys.exportedOctets(profile)];
        new Random(1).nextBytes(material);
        return new SrtpKeys(profile, material);
    }

    private static ByteBuffer rtp(int ssrc, int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(12 + PAYLOAD_OCTETS + 20);
        packet.put((byte) 0x80)
                .put((byte) 111)
                .putShort((short) sequence)
                .putInt(960 * sequence)
                .putInt(ssrc);
        return packet.put(payload(sequence)).flip();
    }

    private static byte[] payload(int sequence) {
        byte[] payload = new byte[PAYLOAD_OCTETS];
        new Random(sequence).nextBytes(payload);
        return payload;
    }

    private static ByteBuffer rtcp(int ssrc) {
        ByteBuffer report = ByteBuffer.allocate(28 + 40);
        report.put((byte) 0x80).put((byte) 200).putShort((short) 6).putInt(ssrc);
        return report.putLong(1).putInt(2).putInt(3).putInt(4).flip();
    }

    private static String hex(ByteBuffer packet) {
        return HexFormat.of().formatHex(octets(packet));
    }

    private static byte[] octets(ByteBuffer packet) {
        byte[] octets = new byte[packet.remaining()];
        packet.get(packet.position(), octets);
        return octets;
    }
}
