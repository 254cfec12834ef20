package dev.tandem.toll;

import java.time.Instant;

/**
 * A call that was refused.
 *
 * @param why a sentence
 * @param isNews whether it is the payer's first for a while, or blocks them: what is worth an event
 * @param blocks whether the payer is blocked from now on
 */
public record TollTrip(TollCall call, TollRule rule, String why, Instant at, boolean isNews, boolean blocks) {}
