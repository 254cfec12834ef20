/** How many requests each key, service and user may send: token buckets, by family of operations. */
@NullMarked
package dev.tandem.access.quota;

import org.jspecify.annotations.NullMarked;
