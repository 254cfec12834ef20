package dev.tandem.sip.jain;

import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.message.RequestText;

/**
 * How a request arrived: kept with the parsed one on its way through the stack.
 *
 * @param text its text, and where it came from
 * @param replies what responses to it go over; for datagrams possibly another port
 */
record Arrival(RequestText text, Connection replies) {

    /** Whether it came from the user, or else from the host, that the other one came from: connections may change. */
    boolean isOfSenderOf(Arrival other) {
        boolean sameUser = text.flowUser().equals(other.text.flowUser());
        return sameUser
                && (text.flowUser().isPresent()
                        || text.source().getAddress().equals(other.text.source().getAddress()));
    }
}
