/** The purchased numbers of all tenants, and who answers them. */
@NullMarked
package dev.tandem.number.owned;

import org.jspecify.annotations.NullMarked;
