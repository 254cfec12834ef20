/**
 * What a leg says, judged by ear: whether somebody talks, whether it is a single tone, whether a person or a machine
 * answered; and what they say, caught. 20 ms frames come in, judgements come out; owned by one media loop.
 */
@NullMarked
package dev.tandem.media.detect;

import org.jspecify.annotations.NullMarked;
