package dev.tandem.bench.media;

import java.io.IOException;

/** What the far ends of a load program talk through. */
interface Gateway extends AutoCloseable {

    /** Sets all calls up with far ends at those ports, and tells {@code peers} where to send to. */
    void connect(Child peers, String fingerprint, int[] ports) throws IOException;

    /** The CPU time used so far by its process. */
    double cpuSeconds() throws IOException;

    /** Takes everything down. */
    @Override
    void close();
}
