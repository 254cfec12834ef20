/** What bounds the requests that Tandem itself makes: where they may go. */
@NullMarked
package dev.tandem.outbound;

import org.jspecify.annotations.NullMarked;
