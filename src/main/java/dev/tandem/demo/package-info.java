/**
 * The simulated carrier: a real SIP peer in this process, on loopback sockets, so that a first call needs no account
 * anywhere.
 */
@NullMarked
package dev.tandem.demo;

import org.jspecify.annotations.NullMarked;
