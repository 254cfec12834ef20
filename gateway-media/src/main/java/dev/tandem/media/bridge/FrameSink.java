package dev.tandem.media.bridge;

/** Where 20 ms frames of 8000 Hz mono go. One thread at a time; never blocks. */
public interface FrameSink {

    /** Takes a frame; the array is the caller's again when this returns. */
    void write(short[] frame, long nowNanos);

    /** This end of the chain as text, e.g. {@code "OPUS(8000)"}. */
    String describe();
}
