/**
 * Words made audible and audible words written down, by providers: a service that speaks OpenAI's audio API, or espeak-ng on
 * this machine. With neither, whoever asks is told so.
 */
@NullMarked
package dev.tandem.speech;

import org.jspecify.annotations.NullMarked;
