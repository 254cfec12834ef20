/**
 * What a leg says, judged by ear: whether somebody talks, whether it is a single tone, whether a person or a machine
 * answered. Pure: 20 ms frames of 8000 Hz come in, judgements come out; owned by one media loop.
 */
@NullMarked
package dev.tandem.media.detect;

import org.jspecify.annotations.NullMarked;
