/** The certificates Tandem makes for itself: a CA and the server certificate it signs. */
@NullMarked
package dev.tandem.tls;

import org.jspecify.annotations.NullMarked;
