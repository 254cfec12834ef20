package dev.tandem.operation;

import dev.tandem.call.PartyId;
import dev.tandem.media.record.RecordingFormat;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a call is to be recorded.
 *
 * @param file where to
 * @param mixed everybody in one channel, or a channel each
 * @param ordering whose channels come first, when they have one each
 * @param paused whether it begins paused
 * @param callbackUri where its states are told; else every connection is told
 */
public record RecordingTerms(
        String id,
        Path file,
        RecordingFormat format,
        boolean mixed,
        List<PartyId> ordering,
        boolean paused,
        Optional<URI> callbackUri) {

    /** Copies the list, so that it is a value. */
    public RecordingTerms {
        ordering = List.copyOf(ordering);
    }
}
