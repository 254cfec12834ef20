package dev.tandem.media.bridge;

/** Where 20 ms frames of 8000 Hz mono come from. One thread at a time; never blocks. */
public interface FrameSource {

    /** Fills {@code frame} with what comes next; zeros when there is nothing. */
    void read(short[] frame);

    /** The chain so far as text, e.g. {@code "PCMU(8000) -> jitter buffer"}. */
    String describe();
}
