package dev.tandem.speech;

import java.util.Optional;
import java.util.function.Function;

/** Words with markup of W3C's SSML 1.1, as far as it is spoken here; or why they are not. */
sealed interface Ssml {

    /**
     * What was read. Nothing of the original text is in it but words and values that were checked.
     *
     * @param markup written anew from what was parsed
     * @param words the words alone
     */
    record Read(String markup, String words) implements Ssml {}

    /** Something in it is not spoken here; {@code fault} is a sentence that says what. */
    record Refused(String fault) implements Ssml {}

    /**
     * Reads it.
     *
     * @param voices a provider's own name of a voice; empty for one it has not got
     */
    static Ssml read(String text, Function<String, Optional<String>> voices) {
        return new SsmlReader(voices).read(text);
    }
}
