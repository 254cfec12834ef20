package dev.tandem.sip.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.sip.StreamLimits;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many connections there may be, and how long. */
class StreamsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Inbound NOBODY = new Inbound() {
        @Override
        public void received(byte[] message, Connection from) {}

        @Override
        public void closed(Connection connection) {}
    };

    private final AtomicLong openFiles = new AtomicLong(100);
    private final FileDescriptors files = new FileDescriptors(1_000, openFiles::get);
    private final Streams streams = new Streams(new StreamLimits(Duration.ofMinutes(5), 3), files);
    private final List<Connection> open = new ArrayList<>();
    private final long start = System.nanoTime();

    @Test
    void whoConnectsHasTenSecondsForAFirstMessage() {
        StreamConnection silent = connection(true);
        StreamConnection speaking = connection(true);
        speaking.patience().began(start + SECOND);
        speaking.patience().ended(start + 2 * SECOND);
        StreamConnection ours = connection(false);
        sweepAfter(11);
        assertThat(isOpen(silent)).isFalse();
        assertThat(isOpen(speaking)).isTrue();
        assertThat(isOpen(ours)).isTrue();
        assertThat(streams.overdue()).isEqualTo(1);
    }

    @Test
    void aMessageHasTwentySecondsFromItsFirstOctet() {
        StreamConnection slow = connection(true);
        slow.patience().began(start + SECOND);
        slow.patience().ended(start + SECOND);
        slow.patience().began(start + 30 * SECOND);
        slow.patience().began(start + 49 * SECOND); // more of the same
        sweepAfter(49);
        assertThat(isOpen(slow)).isTrue();
        sweepAfter(51);
        assertThat(isOpen(slow)).isFalse();
    }

    @Test
    void aConnectionWithoutUseIsClosedAfterItsTimeAndOneInUseIsNot() {
        StreamConnection useless = heard();
        StreamConnection used = heard();
        streams.sweep(open, each -> each == used, start + 299 * SECOND);
        assertThat(isOpen(useless)).isTrue();
        streams.sweep(open, each -> each == used, start + 302 * SECOND);
        assertThat(isOpen(useless)).isFalse();
        assertThat(isOpen(used)).isTrue();
        assertThat(streams.idle()).isEqualTo(1);
    }

    @Test
    void anAddressHasSoManyConnectionsThatProveNothing() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("192.0.2.1");
        for (int i = 0; i < 3; i++) {
            assertThat(streams.admits(address)).isTrue();
        }
        assertThat(streams.admits(address)).isFalse();
        assertThat(streams.admits(InetAddress.getByName("192.0.2.2"))).isTrue();
        assertThat(streams.refused()).isEqualTo(1);

        // One of them has registered since, and one is gone.
        heard().prove();
        heard();
        sweepAfter(1);
        assertThat(streams.strangers()).isEqualTo(1);
        assertThat(streams.admits(address)).isTrue();
    }

    @Test
    void theAddressesOfOneIpv6NetworkCountAsOne() throws UnknownHostException {
        for (int i = 0; i < 3; i++) {
            assertThat(streams.admits(InetAddress.getByName("2001:db8::" + i))).isTrue();
        }
        assertThat(streams.admits(InetAddress.getByName("2001:db8::ffff:1"))).isFalse();
        assertThat(streams.admits(InetAddress.getByName("2001:db8:0:1::1"))).isTrue();
    }

    @Test
    void strangersOfAnyNumberOfAddressesGetHalfOfTheFilesAndNobodyTheReserve() throws UnknownHostException {
        assertThat(files.reserve()).isEqualTo(250);
        int admitted = 0;
        for (int i = 0; i < 2_000; i++) {
            admitted += streams.admits(InetAddress.getByName("10.0." + (i >> 8) + "." + (i & 255))) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(streams.strangersMax()).isEqualTo(375);

        openFiles.set(749);
        files.count();
        assertThat(files.take()).isTrue();
        assertThat(files.take()).isFalse();
        openFiles.set(500);
        files.count();
        assertThat(files.take()).isTrue();
    }

    private void sweepAfter(int seconds) {
        streams.sweep(open, each -> false, start + seconds * SECOND);
    }

    private StreamConnection heard() {
        StreamConnection made = connection(true);
        made.patience().began(start);
        made.patience().ended(start);
        return made;
    }

    private StreamConnection connection(boolean theirs) {
        StreamConnection made = new StreamConnection(
                "f" + open.size(),
                "tcp",
                new EmbeddedChannel(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000 + open.size()),
                NOBODY,
                theirs);
        open.add(made);
        return made;
    }

    private static boolean isOpen(StreamConnection connection) {
        return connection.send(new byte[0]);
    }
}
