/** Joins SIP, media and numbers into the running gateway, and starts and stops them in order. */
@NullMarked
package dev.tandem.gateway;

import org.jspecify.annotations.NullMarked;
