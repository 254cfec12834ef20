package dev.tandem.media.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tandem.media.webrtc.Drop;
import dev.tandem.media.webrtc.WebRtcSession;
import dev.tandem.testkit.Chromium;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real browser calls the port: its microphone arrives decrypted, what we send is heard, and both can hang up. */
@Tag("interop")
class ChromiumInteropTest {

    private static final String PAGE = "<!doctype html><title>call</title><audio id=far autoplay></audio>";

    private static final String OFFER = """
            (async () => {
              window.pc = new RTCPeerConnection();
              pc.ontrack = event => { document.getElementById('far').srcObject = event.streams[0]; };
              const microphone = await navigator.mediaDevices.getUserMedia({audio: true});
              microphone.getTracks().forEach(track => pc.addTrack(track, microphone));
              await pc.setLocalDescription(await pc.createOffer());
              return pc.localDescription.sdp;
            })()""";

    /** Resolves once enough has been received, or after 15 s with what there is. */
    private static final String STATS = """
            (async () => {
              for (const start = performance.now(); ; await new Promise(later => setTimeout(later, 50))) {
                const report = [...(await pc.getStats()).values()].find(s => s.type === 'inbound-rtp');
                if (report && report.packetsReceived >= 100 && report.totalAudioEnergy > 0
                    || performance.now() - start > 15000) {
                  return `${report?.packetsReceived ?? 0} ${report?.totalAudioEnergy ?? 0} ${pc.connectionState}`;
                }
              }
            })()""";

    @Test
    void aBrowserIsHeardHearsItselfAndItsGoodbyeArrives() throws Exception {
        HttpServer pages = pages();
        try (PortLoop loop = new PortLoop(new WebRtcPort(InetAddress.getLoopbackAddress(), 0));
                Chromium chromium = Chromium.open(pageOf(pages))) {
            Echo echo = new Echo();
            WebRtcSession session = call(loop.port(), chromium, echo);

            assertThat(echo.connected.await(10, TimeUnit.SECONDS))
                    .as("DTLS done")
                    .isTrue();
            String[] stats = chromium.evaluate(STATS).split(" ");
            assertThat(Integer.parseInt(stats[0])).as("packets the browser got").isGreaterThanOrEqualTo(100);
            assertThat(Double.parseDouble(stats[1])).as("energy it heard").isPositive();
            assertThat(stats[2]).isEqualTo("connected");
            assertThat(echo.loudPackets.get()).as("packets with its beep").isPositive();
            assertThat(loop.port().drops().of(Drop.NOT_AUTHENTIC)).isZero();
            assertThat(session.localUfrag()).hasSizeGreaterThanOrEqualTo(4);

            chromium.evaluate("pc.close()");
            assertThat(echo.closed.await(1, TimeUnit.SECONDS))
                    .as("close_notify")
                    .isTrue();
            assertThat(loop.port().sessions()).isZero();
        } finally {
            pages.stop(0);
        }
    }

    @Test
    void aBrowserWeHangUpOnSeesItsTransportClose() throws Exception {
        HttpServer pages = pages();
        try (PortLoop loop = new PortLoop(new WebRtcPort(InetAddress.getByName("0.0.0.0"), 0));
                Chromium chromium = Chromium.open(pageOf(pages))) {
            Echo echo = new Echo();
            WebRtcSession session = call(loop.port(), chromium, echo);
            assertThat(echo.connected.await(10, TimeUnit.SECONDS)).isTrue();

            session.close();

            String state = chromium.evaluate("""
                    new Promise(done => {
                      const transport = pc.getSenders()[0].transport;
                      const look = () => transport.state === 'closed' ? done('closed') : setTimeout(look, 20);
                      look();
                      setTimeout(() => done(transport.state), 5000);
                    })""");
            assertThat(state).isEqualTo("closed");
        } finally {
            pages.stop(0);
        }
    }

    /** Offer and answer as a call would exchange them. */
    private static WebRtcSession call(WebRtcPort port, Chromium chromium, Echo echo) throws Exception {
        String offer = chromium.evaluate(OFFER);
        WebRtcSession session = port.open(echo);
        echo.session = session;
        byte[] sha256 = HexFormat.ofDelimiter(":").parseHex(first(offer, "a=fingerprint:sha-256 (\\S+)"));
        assertThat(session.remote(first(offer, "a=ice-ufrag:(\\S+)"), first(offer, "a=ice-pwd:(\\S+)"), sha256))
                .isTrue();
        String answer = answer(session, port.candidates().get(0), first(offer, "a=mid:(\\S+)"));
        chromium.evaluate("pc.setRemoteDescription({type: 'answer', sdp: `" + answer + "`})");
        return session;
    }

    private static String answer(WebRtcSession session, InetSocketAddress candidate, String mid) {
        return """
                v=0
                o=- 1 1 IN IP4 %1$s
                s=-
                t=0 0
                a=ice-lite
                a=group:BUNDLE %3$s
                m=audio %2$d UDP/TLS/RTP/SAVPF 0
                c=IN IP4 %1$s
                a=candidate:1 1 udp 2130706175 %1$s %2$d typ host
                a=end-of-candidates
                a=ice-ufrag:%4$s
                a=ice-pwd:%5$s
                a=fingerprint:sha-256 %6$s
                a=setup:passive
                a=mid:%3$s
                a=sendrecv
                a=msid:tandem audio
                a=rtcp-mux
                a=rtpmap:0 PCMU/8000
                a=ssrc:305419896 cname:tandem
                """.formatted(
                        candidate.getAddress().getHostAddress(),
                        candidate.getPort(),
                        mid,
                        session.localUfrag(),
                        session.localPwd(),
                        session.fingerprint())
                .replace("\n", "\r\n");
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
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

    private static URI pageOf(HttpServer pages) {
        return URI.create("http://localhost:" + pages.getAddress().getPort() + "/");
    }

    /** Sends every packet back as a stream of our own, which paces itself by the browser's microphone. */
    private static final class Echo implements WebRtcSession.Listener {
        final CountDownLatch connected = new CountDownLatch(1);
        final CountDownLatch closed = new CountDownLatch(1);
        final AtomicInteger loudPackets = new AtomicInteger();
        volatile WebRtcSession session;
        private final ByteBuffer out = ByteBuffer.allocate(1500);
        private int sequence = 60_000; // rolls over on the way

        @Override
        public void onRtp(ByteBuffer plain, long arrivalNanos) {
            out.clear().put(plain).flip();
            if (loud(out)) {
                loudPackets.incrementAndGet();
            }
            out.put(0, (byte) 0x80).putShort(2, (short) sequence++).putInt(8, 305_419_896);
            session.send(out);
        }

        /** Mu-law silence is 0xFF or 0x7F; the fake microphone beeps once a second. */
        private static boolean loud(ByteBuffer packet) {
            return packet.remaining() > 100 && (packet.get(100) & 0x7F) < 0x40;
        }

        @Override
        public void onRtcp(ByteBuffer plain, long arrivalNanos) {}

        @Override
        public void onConnected() {
            connected.countDown();
        }

        @Override
        public void onClosed() {
            closed.countDown();
        }

        @Override
        public void onLost(String reason) {
            throw new AssertionError(reason);
        }
    }
}
