package dev.tandem.sip.transaction;

import dev.tandem.sip.message.IncomingResponse;

/** Hears what becomes of a request of ours. Called on the loop of its Call-ID. */
public interface ResponseListener {

    /** A response, provisional or final. */
    void response(IncomingResponse response);

    /** There will be no final response. */
    void failed(Failure why);
}
