package dev.tandem.sip.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each of many sources failed in its current minute, and whether that is enough: answering a scanner costs us more
 * than asking costs the scanner, and who guesses must not guess quickly. Thread-safe; bounded, the oldest window is
 * forgotten.
 *
 * @param <K> what failures are counted by
 */
public final class AttemptLimit<K> {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int failuresMax;
    private final int sourcesMax;
    private final Map<K, Window> windows = new LinkedHashMap<>();

    private static final class Window {
        final Instant start;
        int failures;

        Window(Instant start) {
            this.start = start;
        }

        boolean covers(Instant now) {
            return now.isBefore(start.plus(WINDOW));
        }
    }

    /** At most {@code failuresMax} a minute each, of {@code sourcesMax} sources. */
    public AttemptLimit(int failuresMax, int sourcesMax) {
        this.failuresMax = failuresMax;
        this.sourcesMax = sourcesMax;
    }

    /** Whether a source has failed as often as it may. */
    public synchronized boolean exhausted(K source, Instant now) {
        Window window = windows.get(source);
        return window != null && window.covers(now) && window.failures >= failuresMax;
    }

    /** Counts one failure. */
    public synchronized void failed(K source, Instant now) {
        Window window = windows.get(source);
        if (window == null || !window.covers(now)) {
            windows.remove(source); // so that the new window is the youngest
            makeRoom();
            window = new Window(now);
            windows.put(source, window);
        }
        window.failures++;
    }

    private void makeRoom() {
        if (windows.size() == sourcesMax) {
            Iterator<K> oldest = windows.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
