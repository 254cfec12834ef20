package dev.tandem.operation;

import dev.tandem.application.ResultInformation;
import dev.tandem.media.play.PlaySource;
import java.util.concurrent.CompletionStage;

/** Gets what an application wants played. Asked on call loops: never blocks. */
public interface Prompts {

    /** The source ready to be decoded, or why not; never fails. */
    CompletionStage<Prepared> prepare(PromptSource source);

    /** What became of it. */
    sealed interface Prepared {
        /** It is here. */
        record Playable(PlaySource source) implements Prepared {}

        /** It is not to be had. */
        record Missing(ResultInformation why) implements Prepared {}
    }
}
