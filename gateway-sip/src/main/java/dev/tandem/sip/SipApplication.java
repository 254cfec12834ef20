package dev.tandem.sip;

import java.util.function.Consumer;

/**
 * What the service answers to the SIP layer. Called on SIP pool threads: every method hands over and returns at once.
 */
public interface SipApplication {

    /**
     * A call from an admitted peer; 100 Trying has been sent. The returned consumer gets the leg's events, in order, on
     * SIP threads; it is registered before the first event can happen.
     */
    Consumer<SipLegEvent> onInvite(IncomingInvite invite);

    /** A call that admission refused, for the call record; nothing is left to do for it. */
    default void onRefused(RefusedInvite refused) {}

    /** A digest with a wrong password, from an address that we had challenged. */
    default void onWrongPassword(String address) {}
}
