package dev.tandem.bench.hostile;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Many TCP connections that are opened again when they are closed, all on one thread. */
final class Connections implements Onslaught {
    private static final Duration TURN = Duration.ofMillis(100);
    private static final String NOTHING = "";
    private static final int BODY = 9_900 * 1_024;

    /**
     * What a connection does.
     *
     * @param port which of the gateway's it goes to
     * @param head what it says at once
     * @param body octets that follow as fast as they are taken
     * @param tail what it says after that
     * @param drip how long between the single octets that follow then; zero for none
     * @param again how long after its end the next is opened
     */
    record Manner(PortOf port, String head, int body, String tail, Duration drip, Duration again) {}

    /** Chooses a port. */
    interface PortOf {
        int of(Ports ports);
    }

    private final String what;
    private final List<Manner> manners;
    private final int count;
    private final int addresses;

    private Connections(String what, List<Manner> manners, int count, int addresses) {
        this.what = what;
        this.manners = manners;
        this.count = count;
        this.addresses = addresses;
    }

    /** Anonymous requests whose bodies come an octet a second. */
    static Connections slowBodies(int count) {
        String head = post(1_000);
        return new Connections(
                "slow bodies",
                List.of(new Manner(Ports::http, head, 0, NOTHING, Duration.ofSeconds(1), Duration.ofSeconds(1))),
                count,
                10);
    }

    /** Anonymous requests of 9.9 MB; half of them are whole, half keep the last octet. */
    static Connections largeBodies(int count) {
        Duration again = Duration.ofSeconds(10);
        return new Connections(
                "large bodies",
                List.of(
                        new Manner(Ports::http, post(BODY), BODY - 2, "\"}", Duration.ZERO, again),
                        new Manner(Ports::http, post(BODY), BODY - 2, "\"", Duration.ZERO, again)),
                count,
                10);
    }

    /** Connections that say nothing, or begin to, from so many addresses. */
    static Connections idle(int count, int addresses) {
        Duration again = Duration.ofSeconds(1);
        String begun = "REGISTER sip:localhost SIP/2.0\r\nX: ";
        String request = "GET / HTTP/1.1\r\nHost: localhost\r\n";
        // The beginning of a ClientHello (RFC 8446, section 4): a record whose rest does not come.
        String hello = "\26\3\1\2\0\1\0";
        return new Connections(
                "idle connections",
                List.of(
                        new Manner(Ports::sip, NOTHING, 0, NOTHING, Duration.ZERO, again),
                        new Manner(Ports::sip, begun, 0, NOTHING, Duration.ofSeconds(5), again),
                        new Manner(Ports::sips, NOTHING, 0, NOTHING, Duration.ZERO, again),
                        new Manner(Ports::sips, hello, 0, NOTHING, Duration.ZERO, again),
                        new Manner(Ports::http, NOTHING, 0, NOTHING, Duration.ZERO, again),
                        new Manner(Ports::http, request, 0, NOTHING, Duration.ofSeconds(5), again),
                        new Manner(Ports::https, NOTHING, 0, NOTHING, Duration.ZERO, again),
                        new Manner(Ports::https, hello, 0, NOTHING, Duration.ZERO, again)),
                count,
                addresses);
    }

    private static String post(int length) {
        return "POST /console/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + length + "\r\n\r\n";
    }

    @Override
    public String press(Target target, long untilNanos) throws IOException {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Manner manner = manners.get(i % manners.size());
            attempts.add(new Attempt(
                    manner,
                    Target.stranger(i % addresses),
                    target.address(manner.port().of(target.ports()))));
        }
        try (Selector selector = Selector.open()) {
            int most = 0;
            while (System.nanoTime() < untilNanos) {
                int open = 0;
                for (Attempt each : attempts) {
                    each.turn(selector, System.nanoTime());
                    open += each.isOpen() ? 1 : 0;
                }
                most = Math.max(most, open);
                long next = Math.min(untilNanos, System.nanoTime() + TURN.toNanos());
                while (System.nanoTime() < next) {
                    selector.select(Connections::ready, Math.max(1, (next - System.nanoTime()) / 1_000_000));
                }
            }
            String achieved = achieved(attempts, most);
            attempts.forEach(Attempt::close);
            return achieved;
        }
    }

    private static void ready(SelectionKey key) {
        ((Attempt) key.attachment()).ready(key);
    }

    private String achieved(List<Attempt> attempts, int most) {
        Map<String, Integer> answers = new TreeMap<>();
        attempts.forEach(each -> each.answers().forEach((answer, times) -> answers.merge(answer, times, Integer::sum)));
        return String.format(
                Locale.ROOT,
                "%,d %s, %,d at once at most, closed %,d times, failed %,d; answers %s",
                count,
                what,
                most,
                attempts.stream().mapToInt(Attempt::closedTimes).sum(),
                attempts.stream().mapToInt(Attempt::failedTimes).sum(),
                answers);
    }
}
