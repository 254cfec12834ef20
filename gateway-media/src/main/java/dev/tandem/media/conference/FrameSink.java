package dev.tandem.media.conference;

/** Where 20 ms mono frames go. One thread at a time; never blocks. */
public interface FrameSink {

    /** The rate of its frames. */
    int sampleRateHz();

    /** Takes a frame, which others may be given too: it is neither written to nor kept. */
    void write(short[] frame, long nowNanos);

    /** This end of the chain as text, e.g. {@code "OPUS(8000)"}. */
    String describe();
}
