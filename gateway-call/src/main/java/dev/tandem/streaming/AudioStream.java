package dev.tandem.streaming;

import dev.tandem.media.Conference;
import dev.tandem.media.PcmSink;
import dev.tandem.media.tap.Tap;
import dev.tandem.media.tap.TapEar;
import dev.tandem.streaming.Closure.Reason;
import dev.tandem.streaming.StreamUpdate.Details;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stream: a seat in a call, a bot at the other end of a WebSocket, and a dialect between them. Made by
 * {@link AudioStreams}; public methods are for any thread and never block.
 *
 * <p>Everything else happens on one event loop. The media loop only puts frames into rings and wakes it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Tasks of its own event loop, which do not fail.
public final class AudioStream {
    /** Participants heard apart. */
    static final int EARS_MAX = 50;

    /** How much a bot may have waiting to be said: two minutes. */
    private static final int SAID_SECONDS_MAX = 120;

    /** A connection this old has worked: losing it is a new failure. */
    private static final long STABLE_NANOS = 10_000_000_000L;

    private static final int UNSUPPORTED_DATA = 1007;
    private static final String EVERYBODY = "";

    private final StreamOptions options;
    private final String id;
    private final EventLoop loop;
    private final Connector connector;
    private final Consumer<StreamUpdate> onUpdate;
    private final Consumer<AudioStream> onEnd;
    private final Tap tap;
    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private final AtomicBoolean waking = new AtomicBoolean();
    private final Runnable pump = this::pump;
    private volatile Runnable leave = () -> {};

    // The event loop's.
    private final Reconnection reconnection;
    private final Clock clock;
    private final short[] frame;
    private Dialect dialect;
    private @Nullable BotSocket socket;
    private long openedNanos;
    private boolean open;
    private boolean everOpen;
    private volatile boolean ended;

    /** Somebody who is heard apart, or everybody. */
    private record Ear(String participant, TapEar frames) {}

    /** Makes connections: a thread that may block looks the address up, the rest is the event loop's. */
    interface Connector {
        void connect(AudioStream stream, BotSocket.Listener listener, Consumer<BotSocket> made);
    }

    AudioStream(
            StreamOptions options,
            String id,
            EventLoop loop,
            Connector connector,
            Reconnection reconnection,
            Clock clock,
            Consumer<StreamUpdate> onUpdate,
            Consumer<AudioStream> onEnd) {
        this.options = options;
        this.id = id;
        this.loop = loop;
        this.connector = connector;
        this.reconnection = reconnection;
        this.clock = clock;
        this.onUpdate = onUpdate;
        this.onEnd = onEnd;
        frame = new short[options.sampleRateHz() / 50];
        tap = new Tap(options.sampleRateHz(), options.sampleRateHz() * SAID_SECONDS_MAX, new FromCall());
        if (options.mixed()) {
            ears.add(new Ear(EVERYBODY, tap.ear()));
        }
        dialect = options.dialect().speaker(options, id);
    }

    /** The stream's own name. */
    public String id() {
        return id;
    }

    StreamOptions options() {
        return options;
    }

    EventLoop loop() {
        return loop;
    }

    Tap tap() {
        return tap;
    }

    /** Begins; {@code leaving} gives the seat up. */
    void begin(Runnable leaving) {
        leave = leaving;
        loop.execute(this::connect);
    }

    /** Ends it before it began. */
    void refuse(String why) {
        loop.execute(() -> end(StreamUpdate.failed(Details.TOO_MANY_REQUESTS, why), Closure.NORMAL));
    }

    /** Hears a participant apart, under a name of which the bot is told. Of a stream that is not mixed. */
    public void hear(Conference.Member member, String participant) {
        ear(participant).ifPresent(member::overhear);
    }

    /** An ear for a participant, under a name of which the bot is told; empty when there are too many. */
    public Optional<PcmSink> ear(String participant) {
        if (ears.size() >= EARS_MAX) {
            return Optional.empty();
        }
        TapEar ear = new TapEar(options.sampleRateHz(), this::wake);
        ears.add(new Ear(participant, ear));
        return Optional.of(ear);
    }

    /** Ends it. Idempotent. */
    public void stop() {
        stop(Details.SUBSCRIPTION_STOPPED);
    }

    void stop(Details why) {
        loop.execute(() -> {
            if (open) {
                apply(dialect.closing());
            }
            end(StreamUpdate.stopped(why), Closure.NORMAL);
        });
    }

    /** Frames of 20 ms the bot was not sent, because it did not read or was not there. */
    public long framesDropped() {
        return ears.stream().mapToLong(ear -> ear.frames().framesDropped()).sum();
    }

    /** Samples the bot gave and for which there was no room. */
    public long samplesDropped() {
        return tap.voice().samplesDropped();
    }

    /** How often the bot's audio came too late in the middle of something. */
    public long underruns() {
        return tap.voice().underruns();
    }

    private void connect() {
        if (!ended) {
            connector.connect(this, new FromBot(), this::made);
        }
    }

    private void made(BotSocket bot) {
        socket = bot;
        if (ended) {
            bot.close(Closure.NORMAL, "");
        }
    }

    /** What the media loop tells; it only wakes the event loop. */
    private final class FromCall implements Tap.Listener {
        @Override
        public void heard() {
            wake();
        }

        @Override
        public void marked(String name, boolean said) {
            if (!ended) {
                loop.execute(() -> applyIfOpen(() -> dialect.marked(name, said)));
            }
        }

        @Override
        public void digit(char digit) {
            if (options.digits() && !ended) {
                loop.execute(() -> applyIfOpen(() -> dialect.digit(digit)));
            }
        }
    }

    private void wake() {
        // The loops are gone soon after the last stream has ended; the media loop must not learn it from an exception.
        if (!ended && waking.compareAndSet(false, true)) {
            loop.execute(pump);
        }
    }

    /** Sends what was heard, as long as the bot reads. */
    private void pump() {
        waking.set(false);
        BotSocket bot = socket;
        if (!open || bot == null) {
            return;
        }
        for (Ear ear : ears) {
            while (bot.writable() && ear.frames().take(frame)) {
                apply(dialect.heard(frame, ear.participant(), clock.millis()));
            }
        }
    }

    /** Words of a dialect. */
    private interface Words {
        List<StreamAction> get();
    }

    private void applyIfOpen(Words words) {
        if (open) {
            apply(words.get());
        }
    }

    private void apply(List<StreamAction> actions) {
        for (StreamAction action : actions) {
            apply(action);
        }
    }

    private void apply(StreamAction action) {
        BotSocket bot = socket;
        if (action instanceof StreamAction.SendText text) {
            if (bot != null) {
                bot.send(text.message());
            }
        } else if (action instanceof StreamAction.SendBinary binary) {
            if (bot != null) {
                bot.send(binary.message());
            }
        } else if (action instanceof StreamAction.Refuse refuse) {
            end(StreamUpdate.failed(Details.BAD_REQUEST, refuse.why()), UNSUPPORTED_DATA);
        } else if (action instanceof StreamAction.Finish) {
            end(StreamUpdate.stopped(Details.SUBSCRIPTION_STOPPED), Closure.NORMAL);
        } else {
            speak(action);
        }
    }

    private void speak(StreamAction action) {
        if (!options.bidirectional()) {
            return;
        }
        if (action instanceof StreamAction.Say say) {
            tap.voice().say(say.samples());
        } else if (action instanceof StreamAction.Mark mark) {
            tap.voice().mark(mark.name());
        } else if (action instanceof StreamAction.Clear) {
            tap.voice().clear();
        } else {
            throw new AssertionError(action);
        }
    }

    /** What the socket tells. */
    private final class FromBot implements BotSocket.Listener {
        @Override
        public void opened() {
            open = true;
            openedNanos = System.nanoTime();
            dialect = options.dialect().speaker(options, id);
            apply(dialect.opened(clock.millis()));
            onUpdate.accept(
                    StreamUpdate.started(everOpen ? Details.CONNECTION_REESTABLISHED : Details.SUBSCRIPTION_STARTED));
            everOpen = true;
            pump();
        }

        @Override
        public void text(String message) {
            applyIfOpen(() -> dialect.text(message));
        }

        @Override
        public void binary(ByteBuffer message) {
            applyIfOpen(() -> dialect.binary(message));
        }

        @Override
        public void drained() {
            pump();
        }

        @Override
        public void closed(Closure closure) {
            if (open && System.nanoTime() - openedNanos > STABLE_NANOS) {
                reconnection.succeeded();
            }
            open = false;
            lost(closure);
        }
    }

    private void lost(Closure closure) {
        OptionalLong delay =
                reconnection.delayMillis(closure, ThreadLocalRandom.current().nextDouble());
        if (delay.isPresent()) {
            loop.schedule(this::connect, delay.getAsLong(), TimeUnit.MILLISECONDS);
        } else if (closure.reason() == Reason.CLOSED && closure.code() == Closure.NORMAL) {
            end(StreamUpdate.stopped(Details.SUBSCRIPTION_STOPPED), Closure.NORMAL);
        } else {
            end(StreamUpdate.failed(Reconnection.details(closure, everOpen), closure.message()), Closure.NORMAL);
        }
    }

    private void end(StreamUpdate update, int closeCode) {
        if (ended) {
            return;
        }
        ended = true;
        open = false;
        BotSocket bot = socket;
        if (bot != null) {
            bot.close(closeCode, update.message());
        }
        leave.run();
        onEnd.accept(this);
        onUpdate.accept(update);
    }
}
