/** What happened to each number, who did it and when. */
@NullMarked
package dev.tandem.number.audit;

import org.jspecify.annotations.NullMarked;
