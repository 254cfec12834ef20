package dev.tandem.media.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names that need no network: the machine's own, and one that no network can have. */
class HostLookupTest {
    private static final String IMPOSSIBLE = "a".repeat(64) + ".example";

    private final InetAddress ours = InetAddress.getLoopbackAddress();
    private final BlockingQueue<InetAddress> found = new LinkedBlockingQueue<>();
    private final HostLookup hosts = new HostLookup();

    @AfterEach
    void close() {
        hosts.close();
    }

    @Test
    void aHostIsFoundOnAnotherThreadAtAnAddressOfOurKind() throws InterruptedException {
        hosts.find("localhost", ours, found::add);

        InetAddress address = found.poll(20, TimeUnit.SECONDS);
        assertThat(address).isInstanceOf(Inet4Address.class);
        assertThat(address.isLoopbackAddress()).isTrue();
        assertThat(hosts.failures()).isZero();
    }

    @Test
    void aHostThatIsNotThereIsCountedAndNobodyIsTold() {
        hosts.find(IMPOSSIBLE, ours, found::add);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (hosts.failures() == 0) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void moreThanMayWaitAreNotLookedUpButCounted() throws InterruptedException {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        for (int i = 0; i < 300; i++) {
            hosts.find("localhost", ours, address -> {
                await(slow);
                told.countDown();
            });
        }
        assertThat(hosts.failures()).as("four are asked for, 256 wait").isBetween(36L, 44L);
        slow.countDown();
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
