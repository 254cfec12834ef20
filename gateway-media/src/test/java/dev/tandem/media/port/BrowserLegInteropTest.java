package dev.tandem.media.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tandem.media.Conference;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.RecordedParty;
import dev.tandem.media.SdpOutcome.Agreed;
import dev.tandem.media.Signals;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.media.sdp.Direction;
import dev.tandem.testkit.Chromium;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real browser talks to a telephone leg through the engine. */
@Tag("interop")
class BrowserLegInteropTest {
    private static final String PAGE = "<!doctype html><title>call</title><audio id=far autoplay></audio>";

    private static final String PHONE = """
            (async () => {
              window.pc = new RTCPeerConnection();
              pc.ontrack = event => { document.getElementById('far').srcObject = event.streams[0]; };
              window.microphone = await navigator.mediaDevices.getUserMedia({audio: true});
              window.inbound = async () => [...(await pc.getStats()).values()].find(s => s.type === 'inbound-rtp');
              window.until = async found => {
                for (const start = performance.now(); performance.now() - start < 20000;
                     await new Promise(later => setTimeout(later, 50))) {
                  if (await found()) { return true; }
                }
                return false;
              };
              return 'ready';
            })()""";

    private static final String OFFER = """
            (async () => {
              if (!pc.getSenders().length) { microphone.getTracks().forEach(t => pc.addTrack(t, microphone)); }
              await pc.setLocalDescription(await pc.createOffer());
              return pc.localDescription.sdp;
            })()""";

    private final BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
    private final RecordedParty caller = new RecordedParty(Signals.voice(110), 8_000 * 60);
    private HttpServer pages;
    private Chromium chromium;
    private MediaEngine engine;
    private MediaEngine carrier;
    private MediaLeg browserLeg;

    @BeforeEach
    void start() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        engine = new MediaEngine(new MediaSettings(loopback, Optional.empty(), 36_000, 38_998, -1, 2));
        carrier = new MediaEngine(new MediaSettings(loopback, Optional.empty(), 36_000, 38_998, 0, 1));
        engine.start();
        carrier.start();
        pages = pages();
        chromium = Chromium.open(
                URI.create("http://localhost:" + pages.getAddress().getPort() + "/"));
        assertThat(chromium.evaluate(PHONE)).isEqualTo("ready");
        browserLeg = engine.leg(LegKind.WEBRTC, events::add);
    }

    @AfterEach
    void stop() throws Exception {
        chromium.close();
        pages.stop(0);
        engine.close();
        carrier.close();
    }

    @Test
    void aBrowserThatOffersTalksToATelephoneInOpusPressesDigitsHoldsAndHangsUp() throws Exception {
        Agreed agreed = (Agreed) browserLeg.answer(chromium.evaluate(OFFER), List.of(CodecName.OPUS));
        assertThat(agreed.codec()).isEqualTo(CodecName.OPUS);
        setRemote("answer", agreed.sdp());
        callCarrier();

        assertBothHear();
        chromium.evaluate("pc.getSenders()[0].dtmf.insertDTMF('5#', 100, 100)");
        await(() -> caller.digits().equals("5#"));
        assertThat(chromium.evaluate("until(async () => (await inbound()).jitterBufferEmittedCount > 48000)"))
                .isEqualTo("true");
        await(() -> browserLeg.stats().roundTripMillis() > 0);

        chromium.evaluate("pc.getTransceivers()[0].direction = 'sendonly'");
        Agreed held = (Agreed) browserLeg.answer(chromium.evaluate(OFFER), List.of(CodecName.OPUS));
        assertThat(held.remoteDirection()).isEqualTo(Direction.SENDONLY);
        setRemote("answer", held.sdp());
        chromium.evaluate("pc.getTransceivers()[0].direction = 'sendrecv'");
        setRemote("answer", ((Agreed) browserLeg.answer(chromium.evaluate(OFFER), List.of(CodecName.OPUS))).sdp());
        long before = browserLeg.stats().packetsOut();
        await(() -> browserLeg.stats().packetsOut() > before + 50);

        chromium.evaluate("pc.close()");
        await(() -> events.stream().anyMatch(MediaEvent.Closed.class::isInstance));
        browserLeg.close();
        await(() -> engine.counters().legs() == 1 && engine.counters().webRtcSessions() == 0);
    }

    @Test
    void aBrowserThatIsOfferedPcmuTakesTheRelayedPath() throws Exception {
        String offer = browserLeg.offer(List.of(CodecName.PCMU, CodecName.OPUS));
        setRemote("offer", offer);
        String answer = chromium.evaluate("""
                (async () => {
                  microphone.getTracks().forEach(t => pc.addTrack(t, microphone));
                  await pc.setLocalDescription(await pc.createAnswer());
                  return pc.localDescription.sdp;
                })()""");
        Agreed agreed = (Agreed) browserLeg.accept(answer);
        assertThat(agreed.codec()).isEqualTo(CodecName.PCMU);
        callCarrier();

        assertBothHear();
        chromium.evaluate("pc.getSenders()[0].dtmf.insertDTMF('9', 100, 100)");
        await(() -> caller.digits().equals("9"));
    }

    private void callCarrier() {
        MediaLeg trunkLeg = engine.leg(LegKind.RTP, event -> {});
        MediaLeg carrierLeg = carrier.leg(LegKind.RTP, event -> {});
        Agreed answer = (Agreed) carrierLeg.answer(trunkLeg.offer(List.of(CodecName.PCMU)), List.of());
        trunkLeg.accept(answer.sdp());
        carrier.attach(carrierLeg, caller);
        Conference call = engine.conference();
        call.join(browserLeg);
        call.join(trunkLeg);
    }

    private void assertBothHear() throws Exception {
        await(() -> events.contains(new MediaEvent.Connected()));
        assertThat(chromium.evaluate("until(async () => (await inbound())?.totalAudioEnergy > 0.001"
                        + " && (await inbound()).packetsReceived > 100)"))
                .as("the browser hears the caller")
                .isEqualTo("true");
        await(() -> loudest(caller.heard()) > 1_000);
    }

    private static int loudest(short[] samples) {
        int loudest = 0;
        for (short sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        return loudest;
    }

    private void setRemote(String type, String sdp) throws Exception {
        chromium.evaluate("pc.setRemoteDescription({type: '" + type + "', sdp: `" + sdp + "`})");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private static HttpServer pages() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        return server;
    }
}
