package dev.tandem.sip.transaction;

import dev.tandem.sip.message.Header;
import java.util.List;

/** A request of ours on its way. Owned by the loop of its Call-ID. */
public interface ClientTransaction {

    /** The branch that its responses bear (section 17.1.3). */
    String branch();

    /**
     * Sends a CANCEL for it with these headers (section 9.1); false when the connection is gone. What the CANCEL is answered
     * with means nothing.
     */
    boolean cancel(List<Header> headers);
}
