package dev.tandem.sip.leg;

/** Our end of the INVITE that makes a leg. */
interface InviteEnd {

    /** Carries out what a leg wants done with its INVITE: all actions but reports and BYE. */
    void act(LegAction action);
}
