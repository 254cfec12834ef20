package dev.tandem.media;

/** No RTP port is free: the machine is full; new calls get 503. */
public final class PortsExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the range that is used up. */
    public PortsExhaustedException(String message) {
        super(message);
    }
}
