package dev.tandem.call;

import dev.tandem.media.MediaEvent;
import dev.tandem.sip.SipLegEvent;

/** What a leg belongs to, and reports to, on the call loop. */
public interface LegOwner {

    /** Something happened in the leg's dialog. */
    void sipEvent(CallLeg leg, SipLegEvent event);

    /** Something happened on the leg's media; never {@link MediaEvent.Closed}, which becomes {@link MediaEvent.Lost}. */
    void mediaEvent(CallLeg leg, MediaEvent event);
}
