/** Peerings with carriers: who may send, where to send, and how to prove who we are. */
@NullMarked
package dev.tandem.sip.trunk;

import org.jspecify.annotations.NullMarked;
