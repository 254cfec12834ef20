package dev.tandem.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandshakeGuardTest {

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_KEY_EXCHANGE = 16;
    private static final int CERTIFICATE_VERIFY = 15;

    private final HandshakeGuard guard = new HandshakeGuard();

    @Test
    void changeCipherSpecPassesOnlyBehindACertificateVerify() {
        byte[] keyExchange = message(CLIENT_KEY_EXCHANGE, 40);
        byte[] verify = message(CERTIFICATE_VERIFY, 40);
        byte[] change = record(CHANGE_CIPHER_SPEC, 0, new byte[] {1});
        byte[] finished = record(HANDSHAKE, 1, new byte[40]);

        assertThat(guard.filter(change)).isEmpty();
        assertThat(guard.filter(joined(keyExchange, change, finished))).isEqualTo(joined(keyExchange, finished));
        assertThat(guard.filter(joined(keyExchange, verify, change, finished)))
                .isEqualTo(joined(keyExchange, verify, change, finished));
        assertThat(guard.filter(change)).isEqualTo(change);
    }

    @Test
    void aMessageThatClaimsToBeHugeIsDropped() {
        byte[] huge = message(CLIENT_KEY_EXCHANGE, 40);
        huge[14] = (byte) 0xFF;

        assertThat(guard.filter(huge)).isEmpty();
    }

    @Test
    void anEncryptedRecordTooShortToBeOneIsDropped() {
        guard.sealed(24);

        assertThat(guard.filter(record(21, 1, new byte[23]))).isEmpty();
        assertThat(guard.filter(record(21, 1, new byte[26]))).hasSize(13 + 26);
        assertThat(guard.filter(record(21, 0, new byte[2]))).hasSize(13 + 2);
    }

    @Test
    void aRecordOfAVersionThatNeverWasIsDropped() {
        byte[] record = record(HANDSHAKE, 0, new byte[40]);
        assertThat(guard.filter(record)).isEqualTo(record);

        record[2] = (byte) 0xFE;
        assertThat(guard.filter(record)).isEmpty();
        record[2] = (byte) 0xFF;
        assertThat(guard.filter(record)).isEqualTo(record);
    }

    @Test
    void aCutRecordIsDropped() {
        byte[] verify = message(CERTIFICATE_VERIFY, 40);

        assertThat(guard.filter(Arrays.copyOf(verify, verify.length - 1))).isEmpty();
        assertThat(guard.filter(new byte[12])).isEmpty();
        assertThat(guard.filter(new byte[0])).isEmpty();
    }

    @Test
    void randomDatagramsNeverThrow() {
        Random random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            byte[] octets = new byte[random.nextInt(64)];
            random.nextBytes(octets);
            assertThat(guard.filter(octets)).hasSizeLessThanOrEqualTo(octets.length);
        }
    }

    private static byte[] message(int type, int length) {
        byte[] fragment = ByteBuffer.allocate(12 + length)
                .put((byte) type)
                .put(new byte[] {0, 0, (byte) length})
                .put(new byte[5])
                .put(new byte[] {0, 0, (byte) length})
                .array();
        return record(HANDSHAKE, 0, fragment);
    }

    private static byte[] record(int type, int epoch, byte[] fragment) {
        return ByteBuffer.allocate(13 + fragment.length)
                .put((byte) type)
                .putShort((short) 0xFEFD)
                .putShort((short) epoch)
                .put(new byte[6])
                .putShort((short) fragment.length)
                .put(fragment)
                .array();
    }

    private static byte[] joined(byte[]... records) {
        ByteBuffer joined = ByteBuffer.allocate(1500);
        for (byte[] record : records) {
            joined.put(record);
        }
        return Arrays.copyOf(joined.array(), joined.position());
    }
}
