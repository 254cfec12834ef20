package dev.tandem.media.bridge;

/** Where 20 ms mono frames go. One thread at a time; never blocks. */
public interface FrameSink {

    /** The rate of its frames. */
    int sampleRateHz();

    /** Takes a frame; the array is the caller's again when this returns. */
    void write(short[] frame, long nowNanos);

    /** This end of the chain as text, e.g. {@code "OPUS(8000)"}. */
    String describe();
}
