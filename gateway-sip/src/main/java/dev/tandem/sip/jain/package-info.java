/**
 * The endpoint on jain-sip-ri: the one package that sees {@code javax.sip} and {@code gov.nist}.
 *
 * <p>The stack parses and carries transactions (RFC 3261, section 17). Sockets, admission and dialogs are ours: bytes come
 * in through {@link dev.tandem.sip.jain.Ingress}, go through the stack's transactions to {@link
 * dev.tandem.sip.jain.UserAgentCore}, and end at a leg. Everything with one Call-ID happens on one {@link
 * dev.tandem.sip.jain.Loop}, in order.
 */
@NullMarked
package dev.tandem.sip.jain;

import org.jspecify.annotations.NullMarked;
