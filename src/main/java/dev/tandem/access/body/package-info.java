/** The bodies of requests: how large, how slow, and how many at once. Owned by the event loop of each connection. */
@NullMarked
package dev.tandem.access.body;

import org.jspecify.annotations.NullMarked;
