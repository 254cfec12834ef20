package dev.tandem.toll;

import java.time.Duration;
import java.util.List;

/**
 * What is configured.
 *
 * @param user of each user
 * @param application of each key, service or console that applications use
 * @param number of each caller ID
 * @param trunk of each trunk
 * @param tenant of each tenant
 * @param longestCall zero: none is too long
 * @param blocksAfter how many trips of a payer within a minute block them; zero: none do
 * @param prefixes where calls may go, +E.164 prefixes; empty: everywhere
 * @param opened prefixes of special numbers that may be called all the same
 */
public record TollLimits(
        Allowance user,
        Allowance application,
        Allowance number,
        Allowance trunk,
        Allowance tenant,
        Duration longestCall,
        int blocksAfter,
        List<String> prefixes,
        List<String> opened) {

    /** Copies the lists, so that it is a value. */
    public TollLimits {
        prefixes = List.copyOf(prefixes);
        opened = List.copyOf(opened);
    }

    /** How much somebody may call; zero of anything is no limit. */
    public record Allowance(int callsAtOnce, int callsPerMinute, int minutesPerDay) {

        /** No limit at all. */
        public static final Allowance UNLIMITED = new Allowance(0, 0, 0);
    }

    Allowance of(Payer payer) {
        return switch (payer.kind()) {
            case USER -> user;
            case APPLICATION -> application;
        };
    }
}
