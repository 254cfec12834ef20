/** Figures about the whole service, for Prometheus at {@code /q/metrics}. */
@NullMarked
package dev.tandem.metrics;

import org.jspecify.annotations.NullMarked;
