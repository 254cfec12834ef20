package dev.tandem.sip.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private static final InetAddress CARRIER = Resolver.literal("192.0.2.1").orElseThrow();
    private static final InetAddress MOVED = Resolver.literal("192.0.2.2").orElseThrow();

    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Function<String, InetAddress> names = name -> CARRIER;
    private final Resolver resolver = new Resolver(name -> names.apply(name), Duration.ofMillis(100));

    @AfterEach
    void close() {
        end.countDown();
        resolver.close();
    }

    @Test
    void whileNamesCannotBeFoundTheLastGoodAddressServes() throws Exception {
        assertThat(address("carrier.example")).isEqualTo(CARRIER);
        names = name -> {
            throw new IllegalStateException("no name service");
        };

        assertThat(address("carrier.example")).isEqualTo(CARRIER);
        assertThatThrownBy(() -> address("stranger.example")).hasRootCauseMessage("no name service");
        names = name -> MOVED;
        assertThat(address("carrier.example")).as("an answer counts").isEqualTo(MOVED);
    }

    @Test
    void aNameServiceThatSaysNothingIsNotWaitedForWhereAnAddressIsKnown() throws Exception {
        assertThat(address("carrier.example")).isEqualTo(CARRIER);
        names = name -> afterAll();

        assertThat(address("carrier.example")).isEqualTo(CARRIER);
    }

    private InetAddress afterAll() {
        try {
            assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        return MOVED;
    }

    private InetAddress address(String host) throws Exception {
        return resolver.address(host).get(20, TimeUnit.SECONDS);
    }
}
