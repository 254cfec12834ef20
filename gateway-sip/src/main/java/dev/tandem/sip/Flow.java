package dev.tandem.sip;

/** An open connection that SIP messages come over. Any thread. */
public interface Flow {

    /** Why we close one. */
    enum End {
        /** The proof that opened it is over, and no call needs it any more. */
        EXPIRED,
        /** Anything else: revoked, too many, the end of the endpoint. */
        CLOSED
    }

    /** Its id, the host of {@code <sip:{id}.invalid;lr>} in a Path. */
    String id();

    /** One message arrived. Returns at once; a queue that is full drops the message and counts it. */
    void received(String message);

    /** The connection is gone: its bindings go, the legs over it end with {@code TRANSPORT}. */
    void closed();
}
