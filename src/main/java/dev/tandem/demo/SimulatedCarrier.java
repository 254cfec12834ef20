package dev.tandem.demo;

import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.MediaSettings;
import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.engine.MediaEngine;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.Cidr;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipSettings;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.endpoint.SipEndpoint;
import dev.tandem.sip.registrar.InMemoryBindings;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A carrier with a SIP endpoint and media of its own on loopback: it dials numbers the gateway owns, answers what the
 * gateway dials, speaks a sentence and echoes. G.711 only, as carriers are.
 */
final class SimulatedCarrier implements AutoCloseable {

    private static final Duration RINGS_AT_MOST = Duration.ofSeconds(60);
    private static final int CALLS_MAX = 50;
    private static final short[] SILENCE = {};

    private final SipEndpoint sip;
    private final MediaEngine media;
    private final TrunkPeer gateway;
    private final Set<CarrierCall> calls = ConcurrentHashMap.newKeySet();
    private volatile Consumer<short[]> ear = frame -> {};
    private volatile short[] sentence = VoiceSample.read("/voice/welcome.wav");

    /**
     * Makes a carrier that does not listen yet.
     *
     * @param port its SIP port on 127.0.0.1
     * @param gatewayPort the gateway's SIP port on 127.0.0.1
     */
    SimulatedCarrier(int port, int gatewayPort, int rtpPortFirst, int rtpPortLast, Clock clock) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        gateway = new TrunkPeer(
                "gateway",
                loopback.getHostAddress(),
                gatewayPort,
                TrunkPeer.Transport.UDP,
                List.of(new Cidr(loopback, 32)),
                Optional.empty(),
                true);
        SipSettings settings = new SipSettings(
                loopback, Optional.of(loopback), port, 0, Optional.empty(), "carrier.invalid", "Tandem demo carrier");
        sip = new SipEndpoint(settings, new Peers(gateway), new InMemoryBindings(1), application(), clock);
        media = new MediaEngine(new MediaSettings(loopback, Optional.of(loopback), rtpPortFirst, rtpPortLast, 0, 1));
    }

    /** The one peer it knows is the gateway. */
    private record Peers(TrunkPeer gateway) implements SipDirectory {
        @Override
        public List<TrunkPeer> trunks() {
            return List.of(gateway);
        }

        @Override
        public Optional<DigestCredentials> credentials(AddressOfRecord aor) {
            return Optional.empty();
        }
    }

    /** Whoever wants to know what the carrier hears; called on its media loop with arrays that are not theirs to keep. */
    void listen(Consumer<short[]> listener) {
        ear = listener;
    }

    /** Says this from now on instead of its sentence. */
    void greet(short[] samples) {
        sentence = samples.clone();
    }

    void start() {
        media.start();
        sip.start();
    }

    /** Dials {@code to} and speaks or echoes at once; the returned call's outcome completes with the final SIP status. Empty when it has no line free. */
    Optional<PlacedCall> place(String to, String from, boolean welcome) {
        Optional<CarrierCall> room = newCall(welcome);
        if (room.isEmpty()) {
            return Optional.empty();
        }
        CarrierCall call = room.get();
        OutgoingInvite invite = new OutgoingInvite(
                new OutgoingInvite.Target.Trunk(gateway, to), from, "Demo carrier", call.offer(), RINGS_AT_MOST);
        SipLeg leg = sip.invite(invite, call::on);
        call.placed(leg);
        return Optional.of(new PlacedCall(call, leg.callId()));
    }

    /** A call it placed, with the Call-ID by which the gateway knows it. */
    record PlacedCall(CarrierCall call, String sipCallId) {}

    /** How many calls it has now. */
    int calls() {
        return calls.size();
    }

    /** The calls it has now, so that a test or the demo can ask what was heard. */
    Set<CarrierCall> live() {
        return Set.copyOf(calls);
    }

    private SipApplication application() {
        return invite -> {
            Optional<CarrierCall> call = newCall(true);
            if (call.isEmpty() || invite.offer().isEmpty()) {
                invite.leg().reject(call.isEmpty() ? 503 : 488, "The demo carrier takes no such call");
                call.ifPresent(CarrierCall::hangUp);
                return event -> {};
            }
            return answering(call.get(), invite);
        };
    }

    private static Consumer<SipLegEvent> answering(CarrierCall call, IncomingInvite invite) {
        call.answer(invite.leg(), invite.offer().orElseThrow());
        return call::on;
    }

    private Optional<CarrierCall> newCall(boolean welcome) {
        if (calls.size() >= CALLS_MAX) {
            return Optional.empty();
        }
        try {
            CarrierCall[] made = new CarrierCall[1];
            CarrierVoice voice = new CarrierVoice(welcome ? sentence : SILENCE, frame -> ear.accept(frame));
            Consumer<MediaEvent> ignored = event -> {};
            made[0] = new CarrierCall(media, media.leg(LegKind.RTP, ignored), voice, () -> calls.remove(made[0]));
            calls.add(made[0]);
            return Optional.of(made[0]);
        } catch (PortsExhaustedException full) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        calls.forEach(CarrierCall::hangUp);
        sip.close();
        media.close();
    }
}
