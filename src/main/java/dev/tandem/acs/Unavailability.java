package dev.tandem.acs;

/** Knows which failures are for want of something the gateway stands on, and go away by themselves: 503, not 500. */
public interface Unavailability {

    /** Whether this one is. */
    boolean explains(Throwable failure);
}
