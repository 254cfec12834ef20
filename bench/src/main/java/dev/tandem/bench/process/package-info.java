/** Processes that load programs start: the packaged gateway, and what the kernel says of any of them. */
@NullMarked
package dev.tandem.bench.process;

import org.jspecify.annotations.NullMarked;
