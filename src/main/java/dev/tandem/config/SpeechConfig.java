package dev.tandem.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** {@code tandem.speech.*}. */
public interface SpeechConfig {

    /** Where the provider is. */
    @About(
            unit = "URL",
            value = "Base of a service with OpenAI's audio API, such as https://api.openai.com/v1. Unset: espeak-ng"
                    + " speaks if it is installed, and nothing is recognized.")
    Optional<URI> url();

    /** espeak-ng. */
    @WithDefault("true")
    @About(unit = "true or false", value = "Whether espeak-ng speaks when it is installed and no service is set.")
    boolean local();

    /** Its key. */
    @About("Sent there as a bearer token.")
    Optional<String> key();

    /** Model that speaks. */
    @WithDefault("gpt-4o-mini-tts")
    @About(unit = "name", value = "Model asked to speak.")
    String voiceModel();

    /** Voice. */
    @WithDefault("alloy")
    @About(unit = "name", value = "Voice asked for when the application names none.")
    String voice();

    /** Model that listens. */
    @WithDefault("whisper-1")
    @About(unit = "name", value = "Model asked to write down speech.")
    String listeningModel();
}
