package dev.tandem.bench.media;

import dev.tandem.media.srtp.SrtpProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The far ends of all calls of a load program, in a process of their own so that their CPU time is not counted.
 *
 * <pre>
 * arguments   calls, relay or transcode, width of the browsers' voice, SRTP profile or none
 * says        bound FINGERPRINT PORT_A PORT_B PORT_A PORT_B ...
 * is told     connect STREAM PORT [UFRAG PASSWORD], for each stream; go
 * says        running
 * is told     measure
 * is told     stop
 * says        result RECEIVED MISSING LATENESS_P50 LATENESS_P99 TRANSIT_P50 TRANSIT_P99
 * </pre>
 */
public final class Peers {
    private static final long PARK_NANOS = 200_000L;

    private final List<PeerStream> streams = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final Delays lateness = new Delays();
    private final Delays transit = new Delays();
    private volatile boolean measuring;
    private volatile boolean stopped;

    private Peers(String[] words) throws IOException {
        boolean relay = words[1].equals("relay");
        PeerFormat trunk = PeerFormat.pcmu(relay);
        PeerFormat browser = relay ? trunk : PeerFormat.opus(BrowserVoice.valueOf(words[2].toUpperCase(Locale.ROOT)));
        int calls = Integer.parseInt(words[0]);
        for (int i = 0; i < 2 * calls; i++) {
            streams.add(new PeerStream(i % 2 == 0 ? trunk : browser, i, new Arrivals(lateness, transit)));
        }
    }

    /** See above. */
    public static void main(String[] words) throws Exception {
        Peers peers = new Peers(words);
        BrowserIdentity identity = BrowserIdentity.fresh();
        StringBuilder bound = new StringBuilder("bound ").append(identity.fingerprint());
        for (PeerStream stream : peers.streams) {
            bound.append(' ').append(stream.port());
        }
        System.out.println(bound);
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = told.readLine(); !line.equals("go"); line = told.readLine()) {
            peers.connect(identity, words[3], line.split(" "));
        }
        Thread thread = new Thread(peers::run, "peers");
        thread.start();
        System.out.println("running");
        told.readLine();
        peers.measuring = true;
        told.readLine();
        peers.stopped = true;
        thread.join();
        System.out.println(peers.result());
    }

    private void connect(BrowserIdentity identity, String profile, String[] words) throws IOException {
        PeerStream stream = streams.get(Integer.parseInt(words[1]));
        stream.connect(Integer.parseInt(words[2]));
        if (words.length > 3) {
            stream.secure(identity, SrtpProfile.valueOf(profile), words[3], words[4]);
        }
    }

    private String result() {
        long received = streams.stream().mapToLong(s -> s.arrivals().received()).sum();
        long missing = streams.stream().mapToLong(s -> s.arrivals().missing()).sum();
        return "result " + received + " " + missing + " " + lateness + " " + transit;
    }

    private void run() {
        try {
            for (PeerStream stream : streams) {
                stream.channel().configureBlocking(false);
                stream.channel().register(selector, SelectionKey.OP_READ, stream);
            }
            talk();
        } catch (IOException broken) {
            throw new IllegalStateException("the far ends fell silent", broken);
        }
    }

    private void talk() throws IOException {
        long startNanos = System.nanoTime();
        long said = 0;
        boolean begun = false;
        while (!stopped) {
            if (measuring && !begun) {
                begun = true;
                streams.forEach(stream -> stream.arrivals().measure());
            }
            // Evenly spread: one stream after the other, each every 20 ms.
            for (long now = System.nanoTime(); now - startNanos >= dueNanos(said); now = System.nanoTime()) {
                streams.get((int) (said % streams.size())).say(now);
                said++;
            }
            selector.selectNow(Peers::hear);
            LockSupport.parkNanos(PARK_NANOS);
        }
    }

    private long dueNanos(long said) {
        return said * PeerStream.FRAME_NANOS / streams.size();
    }

    private static void hear(SelectionKey key) {
        try {
            ((PeerStream) key.attachment()).hear(System.nanoTime());
        } catch (IOException refused) {
            throw new IllegalStateException("the gateway is gone", refused);
        }
    }
}
