package dev.tandem.access.quota;

/**
 * A rate with a burst.
 *
 * @param perSecond requests a second in the long run
 * @param burst most requests at once after a pause
 */
public record Quota(int perSecond, int burst) {}
