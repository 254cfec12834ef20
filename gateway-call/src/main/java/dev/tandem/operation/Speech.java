package dev.tandem.operation;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A provider of speech. Thread-safe; never blocks, never fails: what goes wrong is an outcome. */
public interface Speech {

    /** Its name for logs and messages, e.g. {@code "espeak-ng"}. */
    String name();

    /** Whether it listens at all. */
    boolean listens();

    /** How many requests it had no room for. */
    default long refused() {
        return 0;
    }

    /** Speaks an utterance. */
    CompletionStage<Spoken> say(Utterance utterance);

    /**
     * Writes down what was said.
     *
     * @param wav a WAV file, 16-bit PCM, mono
     * @param locale language and country such as {@code en-US}, if known
     */
    CompletionStage<Heard> listen(byte[] wav, Optional<String> locale);

    /**
     * Something to say.
     *
     * @param text plain, or SSML 1.1
     * @param ssml which of the two
     * @param voice the name of a voice, if one is asked for
     * @param locale language and country, if asked for
     */
    record Utterance(String text, boolean ssml, Optional<String> voice, Optional<String> locale) {}

    /** What became of an utterance: the octets of a WAV file, or why there are none. */
    record Spoken(Optional<ByteBuffer> wav, String fault) {

        public static Spoken of(byte[] wav) {
            return new Spoken(Optional.of(ByteBuffer.wrap(wav).asReadOnlyBuffer()), "");
        }

        public static Spoken failed(String fault) {
            return new Spoken(Optional.empty(), fault);
        }
    }

    /** What was understood, or why nothing. */
    record Heard(Optional<String> text, String fault) {

        public static Heard of(String text) {
            return new Heard(Optional.of(text), "");
        }

        public static Heard failed(String fault) {
            return new Heard(Optional.empty(), fault);
        }
    }
}
