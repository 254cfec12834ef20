/**
 * What applications do with calls: play and recognize, record, stream, invite, transfer. {@link
 * dev.tandem.operation.CallAutomation} is one call as its applications see it; each operation knows a {@link
 * dev.tandem.call.CallControl} and an audience, never the call itself.
 */
@NullMarked
package dev.tandem.operation;

import org.jspecify.annotations.NullMarked;
