package dev.tandem.bench.media;

import com.sun.management.OperatingSystemMXBean;
import dev.tandem.media.Conference;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.SdpOutcome.Agreed;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.engine.MediaEngine;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The media engine of this process, used as the service uses it: legs by SDP, a conference for each call. */
final class EngineGateway implements Gateway {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Scenario scenario;
    private final MediaEngine engine;
    private final List<MediaLeg> legs = new ArrayList<>();
    private final List<Conference> calls = new ArrayList<>();

    EngineGateway(Scenario scenario) {
        this.scenario = scenario;
        engine = new MediaEngine(new MediaSettings(
                InetAddress.getLoopbackAddress(),
                Optional.empty(),
                10_000,
                31_999,
                -1,
                scenario.loops(),
                scenario.complexity(),
                scenario.complexity(),
                Duration.ZERO));
        engine.start();
    }

    MediaEngine engine() {
        return engine;
    }

    @Override
    public void connect(Child peers, String fingerprint, int[] ports) {
        for (int stream = 0; stream < ports.length; stream += 2) {
            MediaLeg trunk = answered(peers, stream, plain(ports[stream], CodecName.PCMU));
            CodecName codec = scenario.relay() ? CodecName.PCMU : CodecName.OPUS;
            MediaLeg browser = answered(
                    peers,
                    stream + 1,
                    scenario.srtp().isPresent() ? secure(fingerprint, codec) : plain(ports[stream + 1], codec));
            Conference call = engine.conference();
            call.join(trunk);
            call.join(browser);
            calls.add(call);
        }
    }

    private MediaLeg answered(Child peers, int stream, String offer) {
        LegKind kind = offer.contains("SAVPF") ? LegKind.WEBRTC : LegKind.RTP;
        MediaLeg leg = engine.leg(kind, event -> {});
        legs.add(leg);
        SdpOutcome outcome = leg.answer(offer, List.of(CodecName.OPUS, CodecName.PCMU));
        if (!(outcome instanceof Agreed agreed)) {
            throw new IllegalStateException("refused: " + outcome);
        }
        String connect = "connect " + stream + " " + port(agreed.sdp());
        peers.tell(
                kind == LegKind.RTP
                        ? connect
                        : connect + " " + line(agreed.sdp(), "a=ice-ufrag:") + " " + line(agreed.sdp(), "a=ice-pwd:"));
        return leg;
    }

    private static String port(String sdp) {
        return line(sdp, "m=audio ").split(" ")[0];
    }

    private static String line(String sdp, String start) {
        return sdp.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }

    private static String plain(int port, CodecName codec) {
        return session() + "m=audio " + port + " RTP/AVP " + format(codec) + "a=ptime:20\r\n";
    }

    static String secure(String fingerprint, CodecName codec) {
        return session()
                + "a=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF " + format(codec)
                + "a=mid:0\r\na=rtcp-mux\r\na=setup:actpass\r\na=sendrecv\r\na=ice-ufrag:" + PeerStream.UFRAG
                + "\r\na=ice-pwd:0123456789012345678901\r\na=fingerprint:sha-256 " + fingerprint + "\r\n";
    }

    private static String session() {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n";
    }

    private static String format(CodecName codec) {
        return codec == CodecName.OPUS ? "111\r\na=rtpmap:111 opus/48000/2\r\n" : "0\r\na=rtpmap:0 PCMU/8000\r\n";
    }

    @Override
    public double cpuSeconds() {
        return processCpuSeconds();
    }

    /** The CPU time this process has used. */
    static double processCpuSeconds() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /** What the calls are, to see that it is what was meant. */
    String describe() {
        return calls.get(0).describe();
    }

    @Override
    public void close() {
        calls.forEach(Conference::close);
        legs.forEach(MediaLeg::close);
        engine.close();
    }
}
