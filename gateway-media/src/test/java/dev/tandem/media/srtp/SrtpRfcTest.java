package dev.tandem.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * The vectors of RFC 3711 and RFC 7714. They give session keys, packets here begin with master keys; so a derivation and
 * transforms written for the test are held against the vectors first, and what we send against them.
 */
class SrtpRfcTest {
    private static final byte[] MASTER_KEY = hex("E1F97A0D3E018BE0D64FA32C06DE4139");
    private static final byte[] MASTER_SALT = hex("0EC675AD498AFEEBB6960B3AABE6");
    private static final int ENCRYPTION = 0;
    private static final int AUTHENTICATION = 1;
    private static final int SALT = 2;

    @Test
    void keyStreamOfRfc3711AppendixB2() throws GeneralSecurityException {
        byte[] stream = counterMode(
                hex("2B7E151628AED2A6ABF7158809CF4F3C"), hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000"), new byte[48]);

        assertThat(stream)
                .isEqualTo(hex("E03EAD0935C95E80E166B16DD92B4EB4D23513162B02D0F72A43A2FE4A5F97AB"
                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
    }

    @Test
    void keyDerivationOfRfc3711AppendixB3() throws GeneralSecurityException {
        assertThat(derived(MASTER_KEY, MASTER_SALT, ENCRYPTION, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(derived(MASTER_KEY, MASTER_SALT, SALT, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(derived(MASTER_KEY, MASTER_SALT, AUTHENTICATION, 20))
                .isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    @Test
    void whatWeSendInCounterModeIsWhatTheseMake() throws GeneralSecurityException {
        for (SrtpProfile profile : new SrtpProfile[] {SrtpProfile.AES128_CM_SHA1_80, SrtpProfile.AES128_CM_SHA1_32}) {
            int tag = profile == SrtpProfile.AES128_CM_SHA1_80 ? 10 : 4;
            byte[] plain = hex("800F1234DECAFBADCAFEBABEABABABABABABABABABABABABABABABAB");
            byte[] expected = counterModePacket(plain, tag);

            assertThat(sent(profile, MASTER_KEY, MASTER_SALT, plain)).isEqualTo(expected);
            assertThat(received(profile, MASTER_KEY, MASTER_SALT, expected)).isEqualTo(plain);
        }
    }

    private static byte[] counterModePacket(byte[] plain, int tagOctets) throws GeneralSecurityException {
        byte[] iv = Arrays.copyOf(derived(MASTER_KEY, MASTER_SALT, SALT, 14), 16);
        xor(iv, 4, plain, 8, 4);
        xor(iv, 12, plain, 2, 2);
        byte[] payload = Arrays.copyOfRange(plain, 12, plain.length);
        byte[] coded = counterMode(derived(MASTER_KEY, MASTER_SALT, ENCRYPTION, 16), iv, payload);
        byte[] packet = Arrays.copyOf(plain, plain.length + tagOctets);
        System.arraycopy(coded, 0, packet, 12, coded.length);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(derived(MASTER_KEY, MASTER_SALT, AUTHENTICATION, 20), "HmacSHA1"));
        mac.update(packet, 0, plain.length);
        byte[] tag = mac.doFinal(new byte[4]);
        System.arraycopy(tag, 0, packet, plain.length, tagOctets);
        return packet;
    }

    @Test
    void authenticatedPacketOfRfc7714Section16() throws GeneralSecurityException {
        byte[] plain = hex("8040F17B8041F8D35501A0B247616C6C696120657374206F6D6E697320646976"
                + "69736120696E207061727465732074726573");
        byte[] packet = gcm(hex("000102030405060708090A0B0C0D0E0F"), hex("517569642070726F2071756F"), plain);

        assertThat(packet)
                .isEqualTo(hex("8040F17B8041F8D35501A0B2F24DE3A3FB34DE6CACBA861C9D7E4BCABE633BD5"
                        + "0D294E6F42A5F47A51C7D19B36DE3ADF8833899D7F27BEB16A9152CF765EE4390CCE"));
    }

    @Test
    void whatWeSendAuthenticatedIsWhatTheseMake() throws GeneralSecurityException {
        for (SrtpProfile profile : new SrtpProfile[] {SrtpProfile.AEAD_AES_128_GCM, SrtpProfile.AEAD_AES_256_GCM}) {
            byte[] key = Arrays.copyOf(
                    hex("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"), profile.keyOctets());
            byte[] salt = hex("517569642070726F2071756F");
            byte[] plain = hex("8040117B8041F8D35501A0B247616C6C696120657374206F6D6E6973");
            // Section 11: the 96-bit salt is filled up with zeros for the derivation.
            byte[] filled = Arrays.copyOf(salt, 14);
            byte[] expected = gcm(derived(key, filled, ENCRYPTION, key.length), derived(key, filled, SALT, 12), plain);

            assertThat(sent(profile, key, salt, plain)).isEqualTo(expected);
            assertThat(received(profile, key, salt, expected)).isEqualTo(plain);
        }
    }

    private static byte[] gcm(byte[] key, byte[] salt, byte[] plain) throws GeneralSecurityException {
        byte[] iv = salt.clone();
        xor(iv, 2, plain, 8, 4);
        xor(iv, 10, plain, 2, 2);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
        cipher.updateAAD(plain, 0, 12);
        byte[] coded = cipher.doFinal(plain, 12, plain.length - 12);
        byte[] packet = Arrays.copyOf(plain, 12 + coded.length);
        System.arraycopy(coded, 0, packet, 12, coded.length);
        return packet;
    }

    /** RFC 3711, section 4.3, with a derivation rate of zero. */
    private static byte[] derived(byte[] key, byte[] salt, int label, int octets) throws GeneralSecurityException {
        byte[] iv = Arrays.copyOf(salt, 16);
        iv[7] ^= (byte) label;
        return counterMode(key, iv, new byte[octets]);
    }

    private static byte[] counterMode(byte[] key, byte[] iv, byte[] data) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(data);
    }

    private static void xor(byte[] into, int at, byte[] from, int fromAt, int octets) {
        for (int i = 0; i < octets; i++) {
            into[at + i] ^= from[fromAt + i];
        }
    }

    private static SdesKey key(SrtpProfile profile, byte[] key, byte[] salt) {
        byte[] both = Arrays.copyOf(key, key.length + profile.saltOctets());
        System.arraycopy(salt, 0, both, key.length, profile.saltOctets());
        return SdesKey.parse(profile, "inline:" + Base64.getEncoder().encodeToString(both))
                .orElseThrow();
    }

    private static byte[] sent(SrtpProfile profile, byte[] key, byte[] salt, byte[] plain) {
        ByteBuffer packet = ByteBuffer.allocate(200);
        packet.put(plain).flip();
        assertThat(OutboundSrtp.of(key(profile, key, salt)).protectRtp(packet)).isTrue();
        return octets(packet);
    }

    private static byte[] received(SrtpProfile profile, byte[] key, byte[] salt, byte[] coded) {
        ByteBuffer packet = ByteBuffer.allocate(200);
        packet.put(coded).flip();
        assertThat(InboundSrtp.of(key(profile, key, salt)).unprotectRtp(packet)).isEqualTo(InboundSrtp.Outcome.PLAIN);
        return octets(packet);
    }

    private static byte[] octets(ByteBuffer packet) {
        byte[] octets = new byte[packet.remaining()];
        packet.get(octets);
        return octets;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
