package dev.tandem.media.conference;

/** A party inside the process, as conferences see it: it speaks, hears, presses digits and is told of them. */
public interface Voice extends FrameSource, FrameSink {

    /** The rate at which it speaks and hears. */
    @Override
    int sampleRateHz();

    /** A digit for it. */
    void digit(char digit);

    /** The digit it presses now; 0 for none. */
    char press();
}
