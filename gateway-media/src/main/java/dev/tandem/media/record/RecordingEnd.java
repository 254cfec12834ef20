package dev.tandem.media.record;

import java.time.Duration;

/**
 * How a recording ended.
 *
 * @param length what can be heard in the file
 * @param framesDropped 20 ms frames that were lost because the disk was slow or the audio came too late
 * @param reason why it ended
 * @param message for people; empty unless it failed
 */
public record RecordingEnd(Duration length, long framesDropped, Reason reason, String message) {

    /** Why it ended. */
    public enum Reason {
        /** It was stopped. */
        STOPPED,
        /** The file is as large as its container allows. */
        FULL,
        /** The file cannot be written any more, or could not be made; what is in it stays readable. */
        FAILED
    }
}
