package dev.tandem.sip;

import java.time.Duration;

/**
 * What TCP and TLS connections may cost before anybody has proven anything over them.
 *
 * @param idle how long one may be silent that has neither a registration nor a dialog
 * @param perAddress how many one address may have over which nobody proved anything; of IPv6 one /64 network
 */
public record StreamLimits(Duration idle, int perAddress) {

    /** What an endpoint keeps to when nothing else is said. */
    public static final StreamLimits DEFAULT = new StreamLimits(Duration.ofMinutes(5), 64);
}
