package dev.tandem.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The short-term vectors of RFC 5769, sections 2.1 to 2.3. */
class StunRfc5769Test {

    private static final String PWD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final String ID = "b7e7a701bc34d686fa87dfae";

    private static final byte[] REQUEST = hex("000100582112a442" + ID
            + "80220010" + "5354554e207465737420636c69656e74"
            + "00240004" + "6e0001ff"
            + "80290008" + "932ff9b151263b36"
            + "00060009" + "6576746a3a68367659202020"
            + "00080014" + "9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
            + "80280004" + "e57a3bcf");

    private static final String XOR_MAPPED_V4 = "00200008" + "0001a147e112a643";
    private static final byte[] RESPONSE_V4 = hex("0101003c2112a442" + ID
            + "8022000b" + "7465737420766563746f7220"
            + XOR_MAPPED_V4
            + "00080014" + "2b91f599fd9e90c38c7489f92af9ba53f06be7d7"
            + "80280004" + "c07d4c96");

    private static final String XOR_MAPPED_V6 = "00200014" + "0002a1470113a9faa5d3f179bc25f4b5bed2b9d9";
    private static final byte[] RESPONSE_V6 = hex("010100482112a442" + ID
            + "8022000b" + "7465737420766563746f7220"
            + XOR_MAPPED_V6
            + "00080014" + "a382954e4be67bf11784c97c8292c275bfe3ed41"
            + "80280004" + "c8fb0b4c");

    @Test
    void theSampleRequestIsReadAndItsIntegrityHolds() {
        StunMessage request = parse(REQUEST);

        assertThat(request.isBindingRequest()).isTrue();
        assertThat(request.username()).isEqualTo("evtj:h6vY");
        assertThat(request.localUfrag()).isEqualTo("evtj");
        assertThat(request.controlled()).isTrue();
        assertThat(request.useCandidate()).isFalse();
        assertThat(request.unknownAttributes()).isEmpty();
        assertThat(request.transactionId()).isEqualTo(hex(ID));
        assertThat(request.integrityHolds(PWD)).isTrue();
        assertThat(request.integrityHolds(PWD + "x")).isFalse();
    }

    @Test
    void theSampleResponsesAreReadAndTheirIntegrityHolds() {
        assertThat(parse(RESPONSE_V4).integrityHolds(PWD)).isTrue();
        assertThat(parse(RESPONSE_V6).integrityHolds(PWD)).isTrue();
    }

    @Test
    void weMaskAddressesAsTheSampleResponsesDo() throws Exception {
        InetSocketAddress v4 = new InetSocketAddress(InetAddress.getByName("192.0.2.1"), 32853);
        InetSocketAddress v6 =
                new InetSocketAddress(InetAddress.getByName("2001:db8:1234:5678:11:2233:4455:6677"), 32853);

        assertThat(xorMapped(v4)).isEqualTo(XOR_MAPPED_V4);
        assertThat(xorMapped(v6)).isEqualTo(XOR_MAPPED_V6);
    }

    @Test
    void aFlippedBitAnywhereBeforeTheFingerprintIsNoticed() {
        for (int bit = 0; bit < (REQUEST.length - 8) * 8; bit++) {
            byte[] flipped = REQUEST.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            // Where a flipped length hides the fingerprint, the integrity is hidden or wrong too.
            assertThat(StunMessage.parse(ByteBuffer.wrap(flipped)).filter(message -> message.integrityHolds(PWD)))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    private static String xorMapped(InetSocketAddress address) {
        byte[] response =
                StunResponse.success(hex(ID)).xorMappedAddress(address).fingerprinted();
        return HexFormat.of().formatHex(response, 20, response.length - 8);
    }

    private static StunMessage parse(byte[] message) {
        return StunMessage.parse(ByteBuffer.wrap(message)).orElseThrow();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
