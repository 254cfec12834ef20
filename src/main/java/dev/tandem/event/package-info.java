/**
 * Events about calls, recordings and numbers for those who asked for them: stored in the transaction of the fact they
 * report, then delivered at least once and in order per call.
 */
@NullMarked
package dev.tandem.event;

import org.jspecify.annotations.NullMarked;
