/**
 * Where programs outside the media engine hear and talk: frames of 20 ms out, sound of any length in. Nothing here waits:
 * the media loop always finds a place to put frames and something to play, and what is lost on the way is counted.
 */
@NullMarked
package dev.tandem.media.tap;

import org.jspecify.annotations.NullMarked;
