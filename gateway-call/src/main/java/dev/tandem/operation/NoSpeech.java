package dev.tandem.operation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Says that no provider is configured, and how to have one. */
public final class NoSpeech implements Speech {

    private static final String ADVICE =
            "No speech provider is configured: set tandem.speech.url, or install espeak-ng to have text spoken.";

    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean listens() {
        return false;
    }

    @Override
    public CompletionStage<Spoken> say(Utterance utterance) {
        return CompletableFuture.completedFuture(Spoken.failed(ADVICE));
    }

    @Override
    public CompletionStage<Heard> listen(byte[] wav, Optional<String> locale) {
        return CompletableFuture.completedFuture(Heard.failed(ADVICE));
    }
}
