/** Where numbers come from: the pool of our own or a carrier, and how a carrier is asked over HTTPS. */
@NullMarked
package dev.tandem.number.provider;

import org.jspecify.annotations.NullMarked;
