/**
 * What is done to samples of speech, at any rate: finding the pitch, making speech a little longer or shorter, comfort
 * noise (RFC 3389). Pure; nothing here allocates once made.
 */
@NullMarked
package dev.tandem.media.speech;

import org.jspecify.annotations.NullMarked;
