package dev.tandem.bench.sip;

/**
 * How much is asked.
 *
 * @param rate calls or registrations a second
 * @param count of them
 */
record Load(int rate, long count) {}
