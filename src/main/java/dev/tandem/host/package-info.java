/** Where we are reached: our public URL, the host names we answer under, and how a Host header is read. */
@NullMarked
package dev.tandem.host;

import org.jspecify.annotations.NullMarked;
