package dev.tandem.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tandem.media.srtp.InboundSrtp.Outcome;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** AES_CM with HMAC-SHA1 against the RFC's vectors and against the library, which knows nothing of ours. */
class CounterModeStreamTest {
    private static final byte[] MASTER_KEY = hex("E1F97A0D3E018BE0D64FA32C06DE4139");
    private static final byte[] MASTER_SALT = hex("0EC675AD498AFEEBB6960B3AABE6");
    private static final int SSRC = 0x5EED;

    @Test
    void theKeystreamIsThatOfRfc3711AppendixB2() throws GeneralSecurityException {
        AesCounterMode cipher =
                new AesCounterMode(hex("2B7E151628AED2A6ABF7158809CF4F3C"), hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
        byte[] keystream = new byte[0xFF02 * 16];
        cipher.crypt(keystream, 0, keystream.length, 0, 0);

        assertThat(Arrays.copyOf(keystream, 48))
                .isEqualTo(hex("E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB"
                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
        assertThat(Arrays.copyOfRange(keystream, 0xFEFF * 16, 0xFF02 * 16))
                .isEqualTo(hex("EC8CDF7398607CB0F2D21675EA9EA1E4362B7C3C6773516318A077D7FC5073AE"
                        + "6A2CC3787889374FBEB4C81B17BA6C44"));
    }

    @Test
    void theSessionKeysAreThoseOfRfc3711AppendixB3() {
        assertThat(AesCounterMode.derive(MASTER_KEY, MASTER_SALT, 0, 16))
                .isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(AesCounterMode.derive(MASTER_KEY, MASTER_SALT, 2, 14))
                .isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(AesCounterMode.derive(MASTER_KEY, MASTER_SALT, 1, 20))
                .isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    @Test
    void theCodeIsThatOfRfc2202() throws GeneralSecurityException {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0B);
        byte[] text = "Hi T".getBytes(StandardCharsets.US_ASCII);

        assertThat(new HmacSha1(key).code(text, 0, text.length, 0x68657265))
                .isEqualTo(hex("B617318655057264E28BC0B6FB378C8EF146BE00"));
    }

    @Test
    void theLibraryReadsWhatWeProtectAndWeWhatItDoesAcrossTheRollOver() throws GeneralSecurityException {
        SrtpStream ours = ours(true);
        SrtpStream oursIn = ours(false);
        SrtpStream library = library(true);
        SrtpStream libraryIn = library(false);
        for (int number = 65_000; number < 66_500; number++) {
            ByteBuffer plain = rtp(number);
            byte[] said = octets(plain);
            assertThat(ours.protect(plain)).isTrue();
            assertThat(libraryIn.unprotect(plain)).isEqualTo(Outcome.PLAIN);
            assertThat(octets(plain)).isEqualTo(said);

            ByteBuffer theirs = rtp(number);
            assertThat(library.protect(theirs)).isTrue();
            assertThat(oursIn.unprotect(theirs)).isEqualTo(Outcome.PLAIN);
            assertThat(octets(theirs)).isEqualTo(said);
        }
    }

    @Test
    void packetsMayComeOutOfOrderButOnceAndNotTooLate() {
        PacketIndex indices = new PacketIndex();
        assertThat(indices.isNew(indices.of(65_534))).isTrue();
        indices.take(indices.of(65_534));
        assertThat(indices.of(3)).as("after the roll-over").isEqualTo(65_539);
        indices.take(65_539);
        assertThat(indices.of(65_535)).as("late, from before it").isEqualTo(65_535);
        assertThat(indices.isNew(65_535)).isTrue();
        indices.take(65_535);
        assertThat(indices.isNew(65_535)).as("twice").isFalse();
        assertThat(indices.isNew(65_534)).as("twice").isFalse();
        assertThat(indices.isNew(65_539 - PacketIndex.WINDOW))
                .as("too old to tell")
                .isFalse();
        assertThat(indices.isNew(65_540 - PacketIndex.WINDOW)).isTrue();
    }

    @Test
    void aNumberIsNeverUsedTwice() throws GeneralSecurityException {
        SrtpStream ours = ours(true);
        assertThat(ours.protect(rtp(5))).isTrue();
        assertThat(ours.protect(rtp(5))).isFalse();
    }

    @Test
    void aPacketLeavesNoGarbage() throws GeneralSecurityException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SrtpStream out = ours(true);
        SrtpStream in = ours(false);
        ByteBuffer packet = rtp(0);
        long me = Thread.currentThread().getId();
        long before = 0;
        for (int number = 0; number < 60_000; number++) {
            if (number == 30_000) {
                before = threads.getThreadAllocatedBytes(me);
            }
            packet.clear().putShort(2, (short) number).limit(172);
            out.protect(packet);
            in.unprotect(packet);
        }
        assertThat(threads.getThreadAllocatedBytes(me) - before)
                .as("octets for 30000 packets each way")
                .isLessThan(60_000);
    }

    private static SrtpStream ours(boolean sender) throws GeneralSecurityException {
        return SrtpStream.keying(sender, MASTER_KEY, MASTER_SALT, SrtpProfile.AES128_CM_SHA1_80).stream(SSRC);
    }

    private static SrtpStream library(boolean sender) throws GeneralSecurityException {
        return new LibraryStream(SrtpContexts.factory(sender, MASTER_KEY, MASTER_SALT, SrtpProfile.AES128_CM_SHA1_80)
                .deriveContext(SSRC, 0));
    }

    /** Every other one with a header extension, of lengths around those of codecs. */
    private static ByteBuffer rtp(int number) {
        ByteBuffer packet = ByteBuffer.allocate(600);
        boolean extended = number % 2 == 1;
        packet.put((byte) (extended ? 0x90 : 0x80)).put((byte) 111).putShort((short) number);
        packet.putInt(number * 960).putInt(SSRC);
        if (extended) {
            packet.putShort((short) 0xBEDE).putShort((short) 1).putInt(0x10FF0000);
        }
        byte[] payload = new byte[number % 400];
        new Random(number).nextBytes(payload);
        return packet.put(payload).flip();
    }

    private static byte[] octets(ByteBuffer packet) {
        byte[] octets = new byte[packet.remaining()];
        packet.get(packet.position(), octets);
        return octets;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
