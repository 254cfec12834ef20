package dev.tandem.media.play;

import dev.tandem.media.play.PromptOutcome.Undecodable;

/** How playing ended. Indexes count the sources of the queue from 0. */
public sealed interface PlayEnd {

    /** Everything was played, as often as was asked for. */
    record Completed() implements PlayEnd {}

    /** It was stopped while this source played. */
    record Cancelled(int sourceIndex) implements PlayEnd {}

    /** This source could not be played; those before it were. */
    record Failed(int sourceIndex, Undecodable reason) implements PlayEnd {}
}
