package dev.tandem.number;

import java.time.Instant;

/** One step in the life of a number. {@code position} orders them; {@code reference}: reservation or import, or empty text. */
public record AuditEntry(long position, E164 number, Step step, String actor, Instant at, String reference) {}
