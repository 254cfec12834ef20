/**
 * What all REST resources share on the wire: Azure Communication Services' error body, api-version, paging, long-running
 * operations and the hash of a body. It knows no other package of ours.
 */
@NullMarked
package dev.tandem.acs;

import org.jspecify.annotations.NullMarked;
