/**
 * What happens to media in a conference, from the two of a plain call upwards: the streams in and out of each leg
 * ({@link dev.tandem.media.conference.LegMedia}), and what members hear of each other: relay where codecs match, decoding and
 * encoding where they do not, mixing where there are more than two
 * ({@link dev.tandem.media.conference.ConferenceMedia}). No sockets and no clocks: packets and time come in as arguments.
 * Everything is owned by one media loop.
 */
@NullMarked
package dev.tandem.media.conference;

import org.jspecify.annotations.NullMarked;
