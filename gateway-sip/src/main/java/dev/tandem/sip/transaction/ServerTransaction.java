package dev.tandem.sip.transaction;

import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.OutgoingResponse;
import java.util.function.Consumer;

/**
 * A request of theirs and the way back to who sent it. It is kept from its first answer on, or when it is asked to be, so
 * that refusing a stranger costs nothing. Owned by the loop of its Call-ID.
 */
public interface ServerTransaction {

    /** The request. */
    IncomingRequest request();

    /** The To tag of all its responses but 100, unless the request has one (section 8.2.6.2). */
    String toTag();

    /** Keeps the request, so that its retransmissions are absorbed from now on; false when that cannot be. */
    boolean keep();

    /** Sends a response; false when the connection is gone or the transaction over. */
    boolean answer(OutgoingResponse response);

    /** Sends a final response and keeps nothing: whoever sends the request again is answered again (section 8.2.7). */
    void answerWithoutState(OutgoingResponse response);

    /** Sends the last response once more: a 2xx, which no transaction repeats for us (section 13.3.1.4). */
    void repeatAnswer();

    /** Names what to do when a CANCEL comes for the request; the CANCEL is answered by then (section 9.2). */
    void onCancel(Consumer<IncomingRequest> cancelled);
}
