package dev.tandem.media.offeranswer;

import dev.tandem.media.sdp.MediaDescription;
import java.util.Optional;

/** What one {@code m=} section of the peer's came to. */
sealed interface StreamNegotiation {

    /** The stream; empty when there is none. */
    Optional<Accepted> accepted();

    /** Why there is none; empty when there is one. */
    Optional<String> refusal();

    /**
     * Both agree on a stream.
     *
     * @param ours the section that answers theirs, or the one that theirs answers
     */
    record Accepted(MediaDescription ours, Stream stream) implements StreamNegotiation {
        @Override
        public Optional<Accepted> accepted() {
            return Optional.of(this);
        }

        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }
    }

    /** There is no stream. */
    record Refused(String reason) implements StreamNegotiation {
        @Override
        public Optional<Accepted> accepted() {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal() {
            return Optional.of(reason);
        }
    }
}
