package dev.tandem.media.conference;

/** Where 20 ms mono frames come from. One thread at a time; never blocks. */
public interface FrameSource {

    /** The rate of its frames. */
    int sampleRateHz();

    /** Fills {@code frame} with what comes next; zeros when there is nothing. */
    void read(short[] frame);

    /** The chain so far as text, e.g. {@code "PCMU(8000) -> jitter buffer"}. */
    String describe();
}
