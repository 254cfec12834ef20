package dev.tandem.bench.hostile;

import java.util.List;
import java.util.Map;

/** All of them by name. Each is what the row of its name says. */
final class Onslaughts {
    private static final int FLOOD = 5_000;
    private static final Map<String, Onslaught> BY_NAME = Map.ofEntries(
            Map.entry("slow-bodies", Connections.slowBodies(300)),
            Map.entry("large-bodies", Connections.largeBodies(200)),
            Map.entry("websocket-pings", new WebSocketPings(10, 5_000_000)),
            Map.entry("idle-connections", Connections.idle(2_000, 4)),
            Map.entry("register-flood", new SipFlood("REGISTER", FLOOD)),
            Map.entry("invite-flood", new SipFlood("INVITE", FLOOD)),
            Map.entry("options-flood", new SipFlood("OPTIONS", FLOOD)),
            Map.entry("rtp-strangers", new RtpStrangers(FLOOD)),
            Map.entry("descriptors", Connections.idle(2_000, 200)),
            Map.entry(
                    "small-heap",
                    new Mix(List.of(
                            Connections.slowBodies(100),
                            Connections.largeBodies(60),
                            Connections.idle(400, 40),
                            new WebSocketPings(3, 1_000_000),
                            new SipFlood("REGISTER", 1_000),
                            new SipFlood("INVITE", 1_000),
                            new SipFlood("OPTIONS", 1_000),
                            new RtpStrangers(1_000)))));

    private Onslaughts() {}

    static Onslaught named(String name) {
        Onslaught found = BY_NAME.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no onslaught is called " + name);
        }
        return found;
    }
}
