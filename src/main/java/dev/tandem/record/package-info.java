/** Call detail records: one row a call, begun with the call and finished exactly once, whatever becomes of its legs. */
@NullMarked
package dev.tandem.record;

import org.jspecify.annotations.NullMarked;
