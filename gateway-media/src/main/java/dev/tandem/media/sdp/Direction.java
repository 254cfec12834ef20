package dev.tandem.media.sdp;

/** The direction attribute of a media stream, from the describer's point of view (RFC 3264, section 6.1). */
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** Whether the describer sends. */
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /** Whether the describer receives. */
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }

    /** The answer to this offer when we would do both. */
    public Direction reversed() {
        return switch (this) {
            case SENDRECV -> SENDRECV;
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case INACTIVE -> INACTIVE;
        };
    }
}
