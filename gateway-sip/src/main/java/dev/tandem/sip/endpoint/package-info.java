/** The endpoint the service starts: all the other packages, put together. */
@NullMarked
package dev.tandem.sip.endpoint;

import org.jspecify.annotations.NullMarked;
