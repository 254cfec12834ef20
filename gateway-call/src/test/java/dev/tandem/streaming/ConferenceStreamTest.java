package dev.tandem.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.Conference;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.PcmParty;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.outbound.OutboundGuard;
import dev.tandem.sip.Cidr;
import dev.tandem.testkit.Eventually;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bots in real conferences, on real media loops and sockets. */
class ConferenceStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService lookups = Executors.newSingleThreadExecutor();
    private final MediaEngine engine = new MediaEngine(
            new MediaSettings(InetAddress.getLoopbackAddress(), Optional.empty(), 40_000, 40_999, 0, 1));
    private final Queue<StreamUpdate> updates = new ConcurrentLinkedQueue<>();
    private AudioStreams streams;

    @BeforeEach
    void open() throws Exception {
        engine.start();
        OutboundGuard guard =
                new OutboundGuard(List.of(Cidr.parse("127.0.0.1/32").orElseThrow()));
        streams = new AudioStreams(
                guard,
                SslContextBuilder.forClient().build(),
                lookups,
                1,
                AudioStreams.Limits.of(10),
                Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        streams.close();
        engine.close();
        lookups.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Says a tone of its own, and measures how loud another is in what it hears. */
    private static final class Talker implements PcmParty {
        private final int saysHz;
        private final int listensForHz;
        private int spoken;
        private volatile double loudness;

        Talker(int saysHz, int listensForHz) {
            this.saysHz = saysHz;
            this.listensForHz = listensForHz;
        }

        @Override
        public void speak(short[] frame) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) (6_000 * Math.sin(2 * Math.PI * saysHz * spoken++ / 8_000));
            }
        }

        @Override
        public void hear(short[] frame) {
            double sine = 0;
            double cosine = 0;
            for (int i = 0; i < frame.length; i++) {
                sine += frame[i] * Math.sin(2 * Math.PI * listensForHz * i / 8_000);
                cosine += frame[i] * Math.cos(2 * Math.PI * listensForHz * i / 8_000);
            }
            loudness = Math.hypot(sine, cosine) * 2 / frame.length;
        }
    }

    @Test
    void aCallerHearsItsOwnVoiceBackFromABotThatEchoes() throws Exception {
        try (TestBot bot = TestBot.on(vertx, socket -> {
            socket.textMessageHandler(message -> {
                if (message.contains("AudioData")) {
                    socket.writeTextMessage(message);
                }
            });
        })) {
            Conference conference = engine.conference();
            Talker caller = new Talker(700, 700);
            conference.join(caller);
            AudioStream stream = streams.start(
                    conference, StreamOptions.mixed(DialectName.ACS, bot.url(), 16_000, "call-1"), updates::add);

            Eventually.within(PATIENCE, () -> caller.loudness > 4_000);
            assertThat(conference.size()).isEqualTo(2);
            stream.stop();
            Eventually.within(PATIENCE, () -> conference.size() == 1);
            conference.close();
        }
    }

    @Test
    void participantsThatAreNotMixedAreHeardUnderTheirNames() throws Exception {
        try (TestBot bot = TestBot.on(vertx, socket -> {})) {
            Conference conference = engine.conference();
            Conference.Member one = conference.join(new Talker(300, 300));
            Conference.Member other = conference.join(new Talker(900, 900));
            StreamOptions options = new StreamOptions(
                    DialectName.ACS, bot.url(), 16_000, false, true, true, "call-1", Map.of(), Map.of());
            AudioStream stream = streams.start(conference, options, updates::add);
            stream.hear(one, "4:+15550100");
            stream.hear(other, "8:acs:user");

            Eventually.within(PATIENCE, () -> bot.count("\"4:+15550100\"") > 5 && bot.count("\"8:acs:user\"") > 5);
            assertThat(bot.texts).allMatch(text -> text.contains("AudioMetadata") || text.contains("participantRawID"));
            stream.stop();
            conference.close();
        }
    }
}
