/**
 * Offer and answer (RFC 3264, the part of RFC 8829 audio needs): which descriptions may follow which, and what was agreed.
 * Pure.
 */
@NullMarked
package dev.tandem.media.offeranswer;

import org.jspecify.annotations.NullMarked;
