package dev.tandem.sip;

/**
 * A header of an INVITE that goes on to the INVITE of the other leg as it came.
 *
 * @param name its full name
 * @param value its raw value, one line
 */
public record PassedHeader(String name, String value) {}
