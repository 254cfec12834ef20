/**
 * The transaction layer on jain-sip-ri: the one package that sees {@code javax.sip} and {@code gov.nist}.
 *
 * <p>The stack parses, and carries transactions (RFC 3261, section 17); sockets, checks and dialogs are ours. Bytes come in
 * through {@link dev.tandem.sip.jain.JainTransactions} and leave for its user as values of {@code sip.message}.
 */
@NullMarked
package dev.tandem.sip.jain;

import org.jspecify.annotations.NullMarked;
