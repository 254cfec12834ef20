package dev.tandem.sip.transaction;

import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.OutgoingRequest;

/** Sends requests. Thread-safe. */
public interface Transactions {

    /**
     * Sends a request in a transaction of its own.
     *
     * @param listener hears what becomes of it, on the loop of its Call-ID, and never before this method returns
     */
    ClientTransaction send(OutgoingRequest request, Hop hop, ResponseListener listener);

    /** Sends the ACK of a 2xx, which has no transaction (section 13.2.2.4); false when the connection is gone. */
    boolean sendAck(OutgoingRequest ack, Hop hop);
}
