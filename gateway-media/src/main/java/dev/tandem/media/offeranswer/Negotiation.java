package dev.tandem.media.offeranswer;

import java.util.List;

/** What a description from the peer came to. */
public sealed interface Negotiation {

    /**
     * Both agree.
     *
     * @param sdp the answer to send; empty when the peer's was the answer
     * @param streams those both take, in the order of their {@code m=} sections; today the audio and nothing else
     */
    record Settled(String sdp, List<Stream> streams) implements Negotiation {
        /** Copies the list, so that it is a value. */
        public Settled {
            streams = List.copyOf(streams);
        }

        /** The audio: there is always one. */
        public Stream audio() {
            return streams.stream()
                    .filter(stream -> stream.kind() == Stream.Kind.AUDIO)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** They do not; {@code status} is the SIP status that says so. */
    record Failed(int status, String reason) implements Negotiation {}
}
