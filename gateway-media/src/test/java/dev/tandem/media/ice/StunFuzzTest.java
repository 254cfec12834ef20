package dev.tandem.media.ice;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Checks as bad as they can be (RFC 8489, section 5), to an agent that answers them. */
class StunFuzzTest {
    private static final Path FROM = new Path(0, new InetSocketAddress(InetAddress.getLoopbackAddress(), 5_000));

    @FuzzTest(maxDuration = "", maxExecutions = 10_000_000)
    void noCheckThrows(byte[] octets) {
        IceLiteAgent agent = new IceLiteAgent(new IceCredentials("ours", "p".repeat(24)));
        agent.remote("theirs");
        StunMessage.parse(ByteBuffer.wrap(octets)).ifPresent(message -> {
            message.localUfrag();
            agent.on(message, FROM, 1);
        });
    }
}
