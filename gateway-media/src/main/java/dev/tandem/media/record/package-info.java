/**
 * Recording to WAV and Ogg/Opus (RFC 3533, RFC 7845): the media loop leaves frames in bounded rings, a writer thread lays
 * them on one timeline, encodes and appends them. A file is readable at any moment, whatever becomes of the process.
 */
@NullMarked
package dev.tandem.media.record;

import org.jspecify.annotations.NullMarked;
