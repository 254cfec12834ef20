package dev.tandem.streaming;

import dev.tandem.media.Conference;
import dev.tandem.media.PcmParty;
import dev.tandem.outbound.OutboundGuard;
import dev.tandem.outbound.OutboundGuard.ForbiddenTarget;
import dev.tandem.streaming.Closure.Reason;
import dev.tandem.streaming.StreamUpdate.Details;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Starts streams, bounds their number and owns the event loops of their sockets, which serve nothing else: neither a bot
 * nor a browser can hold the other up. Thread-safe; nothing blocks but {@link #close}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for the loops to end, but close() for a moment.
public final class AudioStreams implements AutoCloseable {
    private static final int CLOSING_MILLIS = 500;

    private final OutboundGuard guard;
    private final SslContext tls;
    private final Executor lookups;
    private final Limits limits;
    private final Clock clock;
    private final BotSocket.Patience patience;
    private final EventLoopGroup loops;
    private final Set<AudioStream> active = ConcurrentHashMap.newKeySet();
    private final LongAdder failed = new LongAdder();
    private final LongAdder framesDropped = new LongAdder();
    private final LongAdder samplesDropped = new LongAdder();

    /**
     * How many, and how long to wait for a bot.
     *
     * @param connectMillis to be connected, and to answer the upgrade
     * @param unreadMillis to read on, once its buffers are full
     * @param unheardMillis to send anything, if only the answer to a ping
     * @param retryMillis about how long after a failure it is first tried again
     */
    public record Limits(int streamsMax, int connectMillis, int unreadMillis, int unheardMillis, int retryMillis) {
        /** Five seconds to connect and to read, thirty to answer a ping, 200 ms to the next attempt. */
        public static Limits of(int streamsMax) {
            return new Limits(streamsMax, 5_000, 5_000, 30_000, 200);
        }
    }

    /**
     * A place for streams.
     *
     * @param guard says where bots may be
     * @param lookups resolves their names, for which it may block
     * @param threads event loops
     * @param clock the time of day that bots are told
     */
    public AudioStreams(
            OutboundGuard guard, SslContext tls, Executor lookups, int threads, Limits limits, Clock clock) {
        this.guard = guard;
        this.tls = tls;
        this.lookups = lookups;
        this.limits = limits;
        this.clock = clock;
        patience = new BotSocket.Patience(limits.connectMillis(), limits.unreadMillis(), limits.unheardMillis());
        loops = new NioEventLoopGroup(threads, new DefaultThreadFactory("audio-stream", true));
    }

    /**
     * Seats a bot in a conference. Whatever goes wrong is told as an update, like everything else that becomes of it:
     * started, perhaps again and again as connections are lost and found, and last stopped or failed.
     *
     * @param onUpdate told on an event loop: hand over and return at once
     */
    public AudioStream start(Conference conference, StreamOptions options, Consumer<StreamUpdate> onUpdate) {
        return start(
                party -> {
                    Conference.Member member = conference.join(party);
                    // One that hears each participant apart needs no mix of them as well.
                    member.deafen(!options.mixed());
                    return member::close;
                },
                options,
                onUpdate);
    }

    /** The same for any seat: {@code seat} takes the party in, and returns how it leaves. */
    public AudioStream start(
            Function<PcmParty, Runnable> seat, StreamOptions options, Consumer<StreamUpdate> onUpdate) {
        String id = UUID.randomUUID().toString();
        AudioStream stream = new AudioStream(
                options,
                id,
                loops.next(),
                this::connect,
                new Reconnection(limits.retryMillis()),
                clock,
                update -> told(update, onUpdate),
                this::ended);
        active.add(stream);
        if (active.size() > limits.streamsMax()) {
            stream.refuse(limits.streamsMax() + " streams are active already");
        } else {
            stream.begin(seat.apply(stream.tap()));
        }
        return stream;
    }

    private void told(StreamUpdate update, Consumer<StreamUpdate> onUpdate) {
        if (update.status() == StreamUpdate.Status.FAILED) {
            failed.increment();
        }
        onUpdate.accept(update);
    }

    private void ended(AudioStream stream) {
        if (active.remove(stream)) {
            framesDropped.add(stream.framesDropped());
            samplesDropped.add(stream.samplesDropped());
        }
    }

    private void connect(AudioStream stream, BotSocket.Listener listener, Consumer<BotSocket> made) {
        try {
            lookups.execute(() -> lookUp(stream, listener, made));
        } catch (RejectedExecutionException full) {
            listener.closed(new Closure(Reason.UNREACHABLE, 0, "too many names are being looked up"));
        }
    }

    private void lookUp(AudioStream stream, BotSocket.Listener listener, Consumer<BotSocket> made) {
        try {
            InetSocketAddress address = guard.resolve(stream.options().url());
            BotSocket.Target target = target(stream.options(), address);
            stream.loop().execute(() -> made.accept(BotSocket.connect(stream.loop(), target, patience, listener)));
        } catch (ForbiddenTarget forbidden) {
            String why = String.valueOf(forbidden.getMessage());
            stream.loop().execute(() -> listener.closed(new Closure(Reason.FORBIDDEN_TARGET, 0, why)));
        }
    }

    private BotSocket.Target target(StreamOptions options, InetSocketAddress address) {
        Map<String, String> headers = new HashMap<>(options.headers());
        headers.putIfAbsent(TraceParent.HEADER, TraceParent.begun());
        return new BotSocket.Target(address, options.url(), options.dialect().subprotocol(), headers, tls);
    }

    /** Streams going on. */
    public int active() {
        return active.size();
    }

    /** Streams that failed so far. */
    public long failed() {
        return failed.sum();
    }

    /** 20 ms frames that bots were not sent so far. */
    public long framesDropped() {
        return framesDropped.sum()
                + active.stream().mapToLong(AudioStream::framesDropped).sum();
    }

    /** Samples of bots that found no room so far. */
    public long samplesDropped() {
        return samplesDropped.sum()
                + active.stream().mapToLong(AudioStream::samplesDropped).sum();
    }

    @Override
    public void close() {
        active.forEach(stream -> stream.stop(Details.SERVICE_SHUTDOWN));
        loops.shutdownGracefully(0, CLOSING_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(2L * CLOSING_MILLIS);
    }
}
