package dev.tandem.operation;

import java.net.URI;
import java.util.Optional;

/** Something an application wants played. */
public sealed interface PromptSource {

    /** A WAV file at a URL. */
    record File(URI uri) implements PromptSource {}

    /**
     * Words to be spoken.
     *
     * @param voice the name of a voice, if one is asked for
     * @param locale language and country, if asked for
     */
    record Text(String text, Optional<String> voice, Optional<String> locale) implements PromptSource {}

    /** Words to be spoken, marked up (W3C SSML 1.1). */
    record Ssml(String ssml) implements PromptSource {}
}
