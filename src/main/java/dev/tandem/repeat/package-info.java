/**
 * Repeatable requests (OASIS Repeatable Requests 1.0, the {@code Repeatability-} headers): the same request again gives the
 * same answer and has no second effect, also after a restart.
 *
 * <p>A resource method asks for it with {@link dev.tandem.repeat.RepeatableRequest}, which says what to keep in mind.
 */
@NullMarked
package dev.tandem.repeat;

import org.jspecify.annotations.NullMarked;
