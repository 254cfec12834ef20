package dev.tandem.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IceLiteAgentTest {

    private static final String PWD = "0123456789012345678901";
    private static final Path WIFI = new Path(0, new InetSocketAddress("192.0.2.10", 5000));
    private static final Path MOBILE = new Path(0, new InetSocketAddress("198.51.100.7", 6000));
    private static final long START = 1_000_000_000L;

    private final IceLiteAgent agent = new IceLiteAgent(new IceCredentials("ours", PWD));

    @Test
    void theFirstValidCheckLatchesItsPathAndIsAnswered() {
        IceLiteAgent.Verdict verdict = check(WIFI, false);

        assertThat(verdict.valid()).isTrue();
        assertThat(agent.selected()).contains(WIFI);
        StunMessage answer = StunMessage.parse(verdict.response().orElseThrow()).orElseThrow();
        assertThat(answer.integrityHolds(PWD)).isTrue();
        assertThat(type(verdict)).isEqualTo(Stun.BINDING_SUCCESS);
    }

    @Test
    void onlyANominationMovesTheSessionToAnotherPath() {
        check(WIFI, false);

        check(MOBILE, false);
        assertThat(agent.selected()).contains(WIFI);

        check(MOBILE, true);
        assertThat(agent.selected()).contains(MOBILE);
    }

    @Test
    void aWrongPasswordGets401AndLatchesNothing() {
        refused(StunRequest.check("ours", "theirs", "wrong-wrong-wrong-wrong", 1, true), 401);
    }

    @Test
    void aWrongUfragOfTheBrowserGets401OnceWeKnowIt() {
        agent.remote("other");
        refused(StunRequest.check("ours", "theirs", PWD, 1, true), 401);

        agent.remote("theirs");
        assertThat(check(WIFI, false).valid()).isTrue();
    }

    @Test
    void aCheckWithoutCredentialsGets400() {
        refused(StunRequest.binding(1).username("ours:theirs").fingerprinted(), 400);
        refused(StunRequest.binding(1).integrity(PWD).fingerprinted(), 400);
    }

    @Test
    void anAttributeThatMustBeUnderstoodGets420AndIsNamed() {
        byte[] request = StunRequest.binding(1)
                .username("ours:theirs")
                .attribute(0x7ABC, new byte[4])
                .integrity(PWD)
                .fingerprinted();

        IceLiteAgent.Verdict verdict = refused(request, 420);
        assertThat(HexFormat.of().formatHex(verdict.response().orElseThrow().array()))
                .contains("000a00027abc0000");
    }

    @Test
    void anAttributeBehindTheIntegrityIsIgnored() {
        byte[] request = StunRequest.binding(1)
                .username("ours:theirs")
                .integrity(PWD)
                .attribute(Stun.USE_CANDIDATE, new byte[0])
                .attribute(0x7ABC, new byte[4])
                .fingerprinted();
        check(WIFI, false);

        assertThat(on(request, MOBILE).valid()).isTrue();
        assertThat(agent.selected()).as("the forged nomination").contains(WIFI);
    }

    @Test
    void aBrowserThatAlsoWantsToBeControlledGets487() {
        byte[] request = StunRequest.binding(1)
                .username("ours:theirs")
                .attribute(Stun.ICE_CONTROLLED, new byte[8])
                .integrity(PWD)
                .fingerprinted();
        refused(request, 487);
    }

    @Test
    void responsesAndIndicationsAreNotAnswered() {
        for (int type : new int[] {0x0011, Stun.BINDING_SUCCESS, Stun.BINDING_ERROR, 0x0003}) {
            byte[] message = StunRequest.ofType(type, 1)
                    .username("ours:theirs")
                    .integrity(PWD)
                    .fingerprinted();
            IceLiteAgent.Verdict verdict = on(message, WIFI);
            assertThat(verdict.valid()).isFalse();
            assertThat(verdict.response()).isEmpty();
        }
    }

    @Test
    void consentLastsThirtySecondsFromTheLastCheck() {
        assertThat(agent.consentExpired(START + TimeUnit.HOURS.toNanos(1)))
                .as("nobody came yet")
                .isFalse();
        check(WIFI, false);

        assertThat(agent.consentExpired(START + TimeUnit.SECONDS.toNanos(30))).isFalse();
        assertThat(agent.consentExpired(START + TimeUnit.SECONDS.toNanos(30) + 1))
                .isTrue();
    }

    @Test
    void randomAndMangledDatagramsNeverThrow() {
        Random random = new Random(7);
        byte[] good = StunRequest.check("ours", "theirs", PWD, 1, true);
        for (int i = 0; i < 50_000; i++) {
            byte[] datagram = i % 2 == 0 ? random(random) : mangled(good, random);
            StunMessage.parse(ByteBuffer.wrap(datagram)).ifPresent(message -> agent.on(message, WIFI, START));
        }
        assertThat(agent.selected()).isEmpty();
    }

    private static byte[] random(Random random) {
        byte[] octets = new byte[random.nextInt(1400)];
        random.nextBytes(octets);
        if (octets.length >= 20) {
            // Past the header, so that the attributes are reached.
            ByteBuffer.wrap(octets)
                    .putShort(0, (short) 1)
                    .putShort(2, (short) (octets.length - 20))
                    .putInt(4, Stun.MAGIC_COOKIE);
        }
        return octets;
    }

    /** The CRC is made right again, so that the attributes are judged; the integrity cannot be. */
    private static byte[] mangled(byte[] good, Random random) {
        byte[] octets = good.clone();
        int at = 20;
        for (int n = random.nextInt(4); n >= 0; n--) {
            at += random.nextInt((octets.length - 60) / 4); // never back, so that nothing is flipped back
            octets[at++] ^= (byte) (1 + random.nextInt(255));
        }
        int end = octets.length - 8;
        ByteBuffer.wrap(octets).putInt(end + 4, StunIntegrity.fingerprint(octets, end));
        return octets;
    }

    private IceLiteAgent.Verdict check(Path from, boolean useCandidate) {
        return on(StunRequest.check("ours", "theirs", PWD, 1, useCandidate), from);
    }

    private IceLiteAgent.Verdict on(byte[] datagram, Path from) {
        return agent.on(StunMessage.parse(ByteBuffer.wrap(datagram)).orElseThrow(), from, START);
    }

    private IceLiteAgent.Verdict refused(byte[] datagram, int code) {
        IceLiteAgent.Verdict verdict = on(datagram, WIFI);
        assertThat(verdict.valid()).isFalse();
        assertThat(agent.selected()).isEmpty();
        assertThat(type(verdict)).isEqualTo(Stun.BINDING_ERROR);
        ByteBuffer answer = verdict.response().orElseThrow();
        assertThat(answer.get(26) * 100 + answer.get(27)).isEqualTo(code);
        return verdict;
    }

    private static int type(IceLiteAgent.Verdict verdict) {
        return verdict.response().orElseThrow().getShort(0);
    }
}
