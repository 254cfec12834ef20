/**
 * Linear sound: change of rate, factors that do not jump, sums that do not clip, and the mixer built of them. Mono, 16 bits,
 * 20 ms frames. Pure; sums are kept in {@code int[]}, which the just-in-time compiler of Java 17 vectorises and
 * {@code short[]} it does not.
 */
@NullMarked
package dev.tandem.media.pcm;

import org.jspecify.annotations.NullMarked;
