package dev.tandem.media.play;

/** What became of the attempt to decode something to play. */
public sealed interface PromptOutcome {

    /** It can be played. */
    record Decoded(Prompt prompt) implements PromptOutcome {}

    /** It cannot; {@code message} names what is wrong with it, for people. */
    record Undecodable(Fault fault, String message) implements PromptOutcome {}

    /** What kind of thing is wrong. */
    enum Fault {
        /** There is no such file. */
        NOT_FOUND,
        /** There is one, and reading it failed. */
        UNREADABLE,
        /** More octets than {@link PlaySource#OCTETS_MAX}. */
        TOO_LARGE,
        /** The queue would play longer than {@link PlaySource#LENGTH_MAX}. */
        TOO_LONG,
        /** Not a WAV file, or a damaged one. */
        NOT_WAV,
        /** A WAV file of a coding, rate, width or channel count that is not played. */
        UNSUPPORTED,
        /** Nothing to hear in it. */
        EMPTY
    }
}
