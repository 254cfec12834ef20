package dev.tandem.sip.leg;

import java.util.List;

/** The state machine of a leg, from the one side or the other. Pure. Not thread-safe. */
public sealed interface LegMachine permits UacLeg, UasLeg {

    /** Where it is. */
    LegState state();

    /** Applies one event and returns the actions it calls for; an event the state has no use for calls for none. */
    List<LegAction> on(LegEvent event);
}
