/** The stored outcomes of long-running operations, which clients poll. */
@NullMarked
package dev.tandem.number.operation;

import org.jspecify.annotations.NullMarked;
