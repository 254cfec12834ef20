package dev.tandem.media.rtcp;

/** Turns the monotonic clock into NTP timestamps (RFC 3550, section 4), against one reading of the wall clock. Immutable. */
public final class NtpClock {
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long NANOS = 1_000_000_000L;

    private final long wallNanosAtZero;

    /** A clock for which {@code nanos} on the monotonic clock was {@code wallMillis} since 1970. */
    public NtpClock(long wallMillis, long nanos) {
        wallNanosAtZero = wallMillis * 1_000_000L - nanos;
    }

    /** Seconds since 1900 as 32.32 fixed point. */
    public long timestamp(long nowNanos) {
        long wall = wallNanosAtZero + nowNanos;
        long seconds = Math.floorDiv(wall, NANOS) + SECONDS_1900_TO_1970;
        long fraction = (Math.floorMod(wall, NANOS) << 32) / NANOS;
        return (seconds << 32) | fraction;
    }

    /** The middle 32 bits of a timestamp, as reports quote it. */
    public static int middle(long timestamp) {
        return (int) (timestamp >>> 16);
    }
}
