package dev.tandem.operation;

import dev.tandem.media.record.RecordingEnd;
import java.util.List;

/** Keeps what became of recordings: hands over to a thread of its own and returns at once. */
public interface RecordingLog {

    /**
     * A recording has ended; its file is complete.
     *
     * @param channels the raw ids of those heard, by channel; empty when mixed
     */
    void finish(String id, RecordingEnd end, List<String> channels);
}
