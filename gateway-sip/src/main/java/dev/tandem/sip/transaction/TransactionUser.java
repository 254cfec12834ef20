package dev.tandem.sip.transaction;

import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.IncomingResponse;

/** Hears of what the network brings (section 5: the transaction user). Called on the loop of the Call-ID. */
public interface TransactionUser {

    /** A request, but neither ACK nor CANCEL. Retransmissions of one that is kept do not come here. */
    void request(ServerTransaction transaction);

    /** An ACK for a 2xx; those for refusals belong to their transactions. */
    void ack(IncomingRequest ack);

    /** A response whose transaction is over or never was. */
    void response(IncomingResponse response);
}
