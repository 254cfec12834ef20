package dev.tandem.sip.transaction;

/** A request of ours on its way. Owned by the loop of its Call-ID. */
public interface ClientTransaction {

    /** Sends a CANCEL for it (section 9.1); false when the connection is gone. What the CANCEL is answered with means nothing. */
    boolean cancel();
}
