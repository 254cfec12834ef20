/** Who makes a request, and what they may do. */
@NullMarked
package dev.tandem.principal;

import org.jspecify.annotations.NullMarked;
