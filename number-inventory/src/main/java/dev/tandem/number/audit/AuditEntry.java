package dev.tandem.number.audit;

import dev.tandem.number.E164;
import java.time.Instant;

/** One step in the life of a number. {@code position} orders them; {@code reference}: the hold or the import, or empty text. */
public record AuditEntry(long position, E164 number, Step step, String actor, Instant at, String reference) {}
