package dev.tandem.connection;

import dev.tandem.call.CallLeg;
import dev.tandem.call.CallLeg.Place;
import dev.tandem.call.EndReason;
import dev.tandem.call.LegOwner;
import dev.tandem.media.Conference;
import dev.tandem.media.MediaLeg;

/** The call a participant is in, as the participant sees it. On the call loop. */
interface ParticipantHome {

    /** Where new legs live. */
    Place place(LegOwner owner);

    /** A seat in the conference. */
    Conference.Member seat(MediaLeg media);

    /** A step for the call's trace. */
    void tell(String leg, String what);

    /** A leg of theirs was placed. */
    void placed(CallLeg leg);

    /** They ring. */
    void rang(Participant participant);

    /** They are in. */
    void joined(Participant participant);

    /** They will not be in. */
    void notJoined(Participant participant, EndReason reason, int status, String text);

    /** They were in and are no more. */
    void left(Participant participant, EndReason reason, int status, String text);

    /** They pressed a key. */
    void pressed(Participant participant, char digit);

    /** Somebody put us on hold or took us off it. */
    void heldChanged();

    /** What the last event brought is complete: it can be told. */
    void settled();
}
