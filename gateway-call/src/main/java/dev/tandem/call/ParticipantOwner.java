package dev.tandem.call;

import dev.tandem.call.CallLeg.Place;
import dev.tandem.media.Conference;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.Offered;
import dev.tandem.media.SdpOutcome.Refused;
import dev.tandem.media.codec.CodecName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The call a participant is in, as the participant sees it. On the call loop. */
interface ParticipantOwner {

    /** Where new legs live. */
    Place place(LegOwner owner);

    /** What whoever waits for an answer has offered, so that whom we ring is offered the same codecs first. */
    Optional<Offered> offered();

    /** A seat in the conference. */
    Conference.Member seat(MediaLeg media);

    /** The time, as the call tells it. */
    Instant now();

    /** Takes a step on the call loop after a while, unless the call is over by then. */
    void later(Duration delay, Runnable task);

    /** A step for the call's trace. */
    void tell(String leg, String what);

    /** A leg of theirs was placed. */
    void placed(CallLeg leg);

    /** They ring (180), or their call is forwarded (181), queued (182) or under way (183). */
    void rang(Participant participant, int status);

    /** They can be heard before they answer, in this codec; false when nobody waits to hear them. */
    boolean heardEarly(Participant participant, CodecName codec);

    /** They answered and speak this codec: whoever waits for an answer gets theirs; why not when that cannot be agreed. */
    Optional<Refused> answered(Participant participant, CodecName codec);

    /** They are in. */
    void joined(Participant participant);

    /** They will not be in. */
    void notJoined(Participant participant, CallEnd why);

    /** They were in and are no more. */
    void left(Participant participant, CallEnd how);

    /** They pressed a key. */
    void pressed(Participant participant, char digit);

    /** Nothing has come from one of them for long. */
    void fellSilent(String reason);

    /** Somebody put us on hold or took us off it. */
    void heldChanged();

    /** What the last event brought is complete: it can be told. */
    void settled();
}
