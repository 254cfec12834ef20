/**
 * Finds the places where a new case of a sealed type would be passed over in silence.
 *
 * <p>Java 17 compiles no {@code switch} over the cases of a sealed type (JEP 406 was a preview then, standard since 21), so
 * the compiler cannot see whether a ladder of {@code instanceof} has an arm for each. This reads the sources as trees, by
 * the compiler's own parser, and sees it instead. It resolves names by declarations and imports alone: nothing is compiled.
 */
@NullMarked
package dev.tandem.testkit.closed;

import org.jspecify.annotations.NullMarked;
