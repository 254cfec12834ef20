package dev.tandem.sip.admission;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each source was refused in its current minute. A source that has been told often enough is not told again:
 * answering a scanner costs us more than asking costs the scanner. Thread-safe; bounded, the oldest window is forgotten.
 */
final class RefusalLimit {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int refusalsMax;
    private final int sourcesMax;
    private final Map<InetAddress, Window> windows = new LinkedHashMap<>();

    private static final class Window {
        final Instant start;
        int refusals;

        Window(Instant start) {
            this.start = start;
        }

        boolean covers(Instant now) {
            return now.isBefore(start.plus(WINDOW));
        }
    }

    RefusalLimit(int refusalsMax, int sourcesMax) {
        this.refusalsMax = refusalsMax;
        this.sourcesMax = sourcesMax;
    }

    /** Whether a source has been refused as often as it is told. */
    synchronized boolean exhausted(InetAddress source, Instant now) {
        Window window = windows.get(source);
        return window != null && window.covers(now) && window.refusals >= refusalsMax;
    }

    /** Counts one refusal. */
    synchronized void refused(InetAddress source, Instant now) {
        Window window = windows.get(source);
        if (window == null || !window.covers(now)) {
            windows.remove(source); // so that the new window is the youngest
            makeRoom();
            window = new Window(now);
            windows.put(source, window);
        }
        window.refusals++;
    }

    private void makeRoom() {
        if (windows.size() == sourcesMax) {
            Iterator<InetAddress> oldest = windows.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
