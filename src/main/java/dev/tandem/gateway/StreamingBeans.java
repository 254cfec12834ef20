package dev.tandem.gateway;

import dev.tandem.config.TandemConfig;
import dev.tandem.outbound.OutboundGuard;
import dev.tandem.outbound.Trust;
import dev.tandem.streaming.AudioStreams;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import javax.net.ssl.SSLException;

/** The service's one place for streams, and its figures. */
public class StreamingBeans {
    private static final int LOOKUP_THREADS = 4;
    private static final int LOOKUPS_WAITING_MAX = 500;

    @Produces
    @Singleton
    AudioStreams streams(TandemConfig config, OutboundGuard guard, Clock clock) throws SSLException {
        ThreadPoolExecutor lookups = new ThreadPoolExecutor(
                LOOKUP_THREADS,
                LOOKUP_THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(LOOKUPS_WAITING_MAX),
                new DefaultThreadFactory("audio-stream-dns", true));
        lookups.allowCoreThreadTimeOut(true);
        int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new AudioStreams(
                guard,
                tls(config),
                lookups,
                loops,
                AudioStreams.Limits.of(config.limits().audioStreams()),
                clock);
    }

    private static SslContext tls(TandemConfig config) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        config.outbound().trustedCa().ifPresent(pem -> builder.trustManager(Trust.with(Path.of(pem))));
        return builder.build();
    }

    void close(@Disposes AudioStreams streams) {
        streams.close();
    }

    void register(@Observes StartupEvent event, MeterRegistry registry, AudioStreams streams) {
        Gauge.builder("tandem.streams", streams, AudioStreams::active)
                .description("Audio streams to bots")
                .register(registry);
        count(registry, streams, "tandem.streams.failed", AudioStreams::failed, "Audio streams that failed");
        count(
                registry,
                streams,
                "tandem.streams.frames.dropped",
                AudioStreams::framesDropped,
                "20 ms frames bots were not sent because they did not read or were not there");
        count(
                registry,
                streams,
                "tandem.streams.samples.dropped",
                AudioStreams::samplesDropped,
                "Samples of bots for which there was no room");
    }

    private static void count(
            MeterRegistry registry,
            AudioStreams streams,
            String name,
            ToDoubleFunction<AudioStreams> value,
            String description) {
        FunctionCounter.builder(name, streams, value).description(description).register(registry);
    }
}
