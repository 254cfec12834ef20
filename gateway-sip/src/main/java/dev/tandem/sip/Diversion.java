package dev.tandem.sip;

/**
 * That a call is ours to forward (RFC 5806, RFC 7044).
 *
 * @param number the number that was called, +E.164
 * @param reason as RFC 5806 names it, e.g. {@code unconditional}
 */
public record Diversion(String number, String reason) {}
