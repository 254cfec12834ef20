/** Where calls go: inbound by assignment, outbound by the route table. Pure decisions, each with its reasons in words. */
@NullMarked
package dev.tandem.route;

import org.jspecify.annotations.NullMarked;
