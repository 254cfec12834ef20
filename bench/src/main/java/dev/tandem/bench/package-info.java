/** Load programs and micro-benchmarks; each prints its figures beside the floor it is compared with, from one run. */
@NullMarked
package dev.tandem.bench;

import org.jspecify.annotations.NullMarked;
