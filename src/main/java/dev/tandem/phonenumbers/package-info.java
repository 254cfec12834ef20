/**
 * The REST of phone numbers, in the wire format of Azure Communication Services: search, purchase, list, capabilities,
 * release and their long-running operations; and who answers a number, which is Tandem's own.
 *
 * <p>Every operation is done before its 202 is sent; what clients poll is the stored outcome, so it survives a restart.
 */
@NullMarked
package dev.tandem.phonenumbers;

import org.jspecify.annotations.NullMarked;
