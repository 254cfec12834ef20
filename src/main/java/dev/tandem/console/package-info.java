/** Signing in to the console: the link printed at start, the access key, the session. */
@NullMarked
package dev.tandem.console;

import org.jspecify.annotations.NullMarked;
