package dev.tandem.streaming;

import dev.tandem.outbound.OutboundGuard;
import dev.tandem.sip.Cidr;
import dev.tandem.streaming.StreamUpdate.Details;
import dev.tandem.streaming.StreamUpdate.Status;
import dev.tandem.testkit.Eventually;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Streams of a call whose 20 ms pass when the test says so; what becomes of them is told to {@code updates}. */
class StreamStage {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static Vertx vertx;
    private static SslContext tls;

    private final ExecutorService lookups = Executors.newSingleThreadExecutor();
    final HandSeat seat = new HandSeat();
    final Queue<StreamUpdate> updates = new ConcurrentLinkedQueue<>();
    AudioStreams streams;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        tls = SslContextBuilder.forClient().build();
    }

    @AfterAll
    static void closeAll() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @BeforeEach
    void place() {
        streams = streams("127.0.0.1/32", 3);
    }

    AudioStreams streams(String allowed, int max) {
        OutboundGuard guard = new OutboundGuard(List.of(Cidr.parse(allowed).orElseThrow()));
        // One loop for all streams: whoever blocks it, blocks the others.
        return new AudioStreams(
                guard, tls, lookups, 1, new AudioStreams.Limits(max, 1_000, 1_000, 30_000, 10), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        streams.close();
        lookups.shutdownNow();
    }

    AudioStream started(DialectName dialect, URI url) {
        return started(seat, dialect, url);
    }

    AudioStream started(HandSeat in, DialectName dialect, URI url) {
        int rate = dialect == DialectName.TWILIO ? 8_000 : 16_000;
        return streams.start(in, StreamOptions.mixed(dialect, url, rate, "call-1"), updates::add);
    }

    void eventually(Status status, Details details) {
        Eventually.within(
                PATIENCE,
                () -> updates.stream().anyMatch(told -> told.status() == status && told.details() == details));
    }
}
