package dev.tandem.media;

import java.util.function.Consumer;

/**
 * Makes media legs and bridges them. Thread-safe; packets flow on the engine's own media loops.
 */
public final class MediaEngine implements AutoCloseable {

    /** Makes an engine that has no sockets yet. */
    public MediaEngine(MediaSettings settings) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Opens the WebRTC port, starts the loops and warms codecs, SRTP and the pipeline, so that the first call is not late. */
    public void start() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * A leg to a trunk, softphone or browser. Nothing is bound until an offer or answer is made.
     *
     * @param events told on a media loop: hand over and return at once
     * @throws PortsExhaustedException when no RTP port is free
     */
    public MediaLeg leg(LegKind kind, Consumer<MediaEvent> events) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Joins two legs: relay where the codecs match, transcoding otherwise; digits cross as RFC 4733 events. */
    public Bridge bridge(MediaLeg one, MediaLeg other) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Joins a leg to a party inside the process, e.g. the simulated carrier's voice. */
    public Bridge attach(MediaLeg leg, PcmParty party) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** What is going on and what went wrong so far. */
    public MediaCounters counters() {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void close() {}
}
