package dev.tandem.sip.endpoint;

import dev.tandem.sip.SipDirectory;
import dev.tandem.sip.trunk.TrunkHealth;
import dev.tandem.sip.trunk.TrunkWatch;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks every enabled trunk now and then whether it is there, and hears the trunks that ask us. Thread-safe. */
final class TrunkPings {
    /** How soon a new or changed trunk is noticed. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private final Network network;
    private final SipDirectory directory;
    private final Clock clock;
    private final TrunkWatch watch = new TrunkWatch();
    private volatile Duration interval = Duration.ZERO;
    private volatile boolean stopped;

    TrunkPings(Network network, SipDirectory directory, Clock clock) {
        this.network = network;
        this.directory = directory;
        this.clock = clock;
    }

    /** Begins to look after the trunks. */
    void start() {
        check();
    }

    private void check() {
        if (stopped) {
            return;
        }
        watch.due(directory.trunks(), interval, clock.instant())
                .forEach(peer -> new OptionsPing(network, peer, watch, clock).start());
        var unused = network.loops().of("trunk pings").after(CHECK_INTERVAL, this::check);
    }

    /** Asks nobody any more: the sockets are about to close. */
    void stop() {
        stopped = true;
    }

    /** How often each trunk is asked from now on; zero: never. */
    void every(Duration newInterval) {
        interval = newInterval;
    }

    /** An OPTIONS came from this address by this transport; that of a trunk is a sign of life. */
    void heard(InetAddress source, String transport) {
        Instant now = clock.instant();
        directory
                .trunkTable()
                .bySource(source, transport)
                .ifPresent(peer -> watch.learn(peer, health -> health.heard(now)));
    }

    TrunkHealth health(String trunk) {
        return watch.health(trunk);
    }
}
