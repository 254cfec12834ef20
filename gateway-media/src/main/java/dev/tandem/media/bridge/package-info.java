/**
 * What happens to media between two parties: streams in and out of a leg, relay where codecs match, decoding and encoding
 * where they do not. No sockets and no clocks: packets and time come in as arguments. Everything is owned by one media
 * loop.
 */
@NullMarked
package dev.tandem.media.bridge;

import org.jspecify.annotations.NullMarked;
