package dev.tandem.sip;

/** An open connection that SIP messages come over. Any thread. */
public interface Flow {

    /** Its id, the host of {@code <sip:{id}.invalid;lr>} in a Path. */
    String id();

    /** One message arrived. Returns at once; a queue that is full drops the message and counts it. */
    void received(String message);

    /** The connection is gone: its bindings go, the legs over it end with {@code TRANSPORT}. */
    void closed();
}
