package dev.tandem.demo;

import dev.tandem.acs.AcsException;
import dev.tandem.call.CallDirectory;
import dev.tandem.demo.DemoResource.HeardCall;
import dev.tandem.demo.SimulatedCarrier.PlacedCall;
import dev.tandem.host.FreePort;
import dev.tandem.sip.Cidr;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.trunk.TrunkDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Demo mode: the simulated carrier and the trunk that leads to it. */
@ApplicationScoped
public class Demo {

    /** The number the carrier calls from when nobody says another: fictitious, as all of its numbers are. */
    static final String CALLER = "+12025550143";

    /** The name of the trunk to the simulated carrier. */
    public static final String TRUNK = "demo";

    private static final Duration CALL_KNOWN_WITHIN = Duration.ofSeconds(2);
    private static final int RTP_PORT_FIRST = 39000;
    private static final int RTP_PORT_LAST = 39999;

    private final CallDirectory calls;
    private final TrunkDirectory directory;
    private final Clock clock;
    private volatile @Nullable SimulatedCarrier carrier;

    Demo(CallDirectory calls, TrunkDirectory directory, Clock clock) {
        this.calls = calls;
        this.directory = directory;
        this.clock = clock;
    }

    /** Starts the carrier on a free port; the gateway listens on {@code gatewayPort}. */
    public void start(int gatewayPort) {
        int port = FreePort.on(InetAddress.getLoopbackAddress());
        SimulatedCarrier started = new SimulatedCarrier(port, gatewayPort, RTP_PORT_FIRST, RTP_PORT_LAST, clock);
        started.start();
        carrier = started;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        directory.standIn(Optional.of(new TrunkPeer(
                TRUNK,
                loopback.getHostAddress(),
                port,
                TrunkPeer.Transport.UDP,
                List.of(new Cidr(loopback, 32)),
                Optional.empty(),
                true)));
    }

    /** Stops the carrier, if it runs. */
    public void stop() {
        SimulatedCarrier running = carrier;
        directory.standIn(Optional.empty());
        carrier = null;
        if (running != null) {
            running.close();
        }
    }

    /** Whether the carrier runs. */
    public boolean isRunning() {
        return carrier != null;
    }

    /** How many calls the carrier has at its end. */
    public int carrierCalls() {
        SimulatedCarrier running = carrier;
        return running == null ? 0 : running.calls();
    }

    /** Gives {@code ear} every frame the carrier hears (8 kHz, 160 samples); for tests that compare audio. */
    public void listen(Consumer<short[]> ear) {
        running().listen(ear);
    }

    /** The digits that the carrier's calls were sent, one after another. */
    public String digitsHeard() {
        return running().live().stream().map(call -> call.voice().digits()).collect(Collectors.joining());
    }

    /** Presses keys on every call at the carrier's end. */
    public void press(String keys) {
        running().live().forEach(call -> call.voice().press(keys));
    }

    /** Says something on every call at the carrier's end, 8 kHz samples, instead of what is being said. */
    public void say(short[] samples) {
        running().live().forEach(call -> call.voice().say(samples));
    }

    /** Says this, 8 kHz samples, whenever the carrier answers from now on. */
    public void greet(short[] samples) {
        running().greet(samples);
    }

    /** Hangs up every call at the carrier's end. */
    public void hangUpAll() {
        running().live().forEach(CarrierCall::hangUp);
    }

    List<HeardCall> heard() {
        return running().live().stream()
                .map(call -> new HeardCall(call.voice().digits(), call.voice().heardMillis()))
                .toList();
    }

    /** Dials; returns the id of the call that the gateway made of it. */
    String place(String to, String from, boolean welcome) {
        if (directory.trunks().stream().noneMatch(peer -> peer.name().equals(TRUNK))) {
            throw off();
        }
        PlacedCall placed = running()
                .place(to, from, welcome)
                .orElseThrow(() -> DemoResource.unavailable("The simulated carrier has no line free."));
        try {
            return calls.known(placed.sipCallId()).get(CALL_KNOWN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw DemoResource.unavailable("Interrupted.");
        } catch (ExecutionException | TimeoutException unknown) {
            int status = placed.call().outcome().getNow(0);
            throw DemoResource.unavailable(
                    "The gateway did not take the call" + (status == 0 ? "." : ": " + status + "."));
        }
    }

    private SimulatedCarrier running() {
        SimulatedCarrier running = carrier;
        if (running == null) {
            throw off();
        }
        return running;
    }

    private static AcsException off() {
        return AcsException.conflict(
                "The simulated carrier is off: a real trunk is configured, or tandem.demo is false.");
    }
}
