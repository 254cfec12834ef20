/**
 * What is played to a call: WAV prompts and the tones of the telephone network, in queues that loop, stop at once and
 * say how they ended. Decoding is for a worker; {@link dev.tandem.media.play.Player} is what the media loop reads.
 */
@NullMarked
package dev.tandem.media.play;

import org.jspecify.annotations.NullMarked;
