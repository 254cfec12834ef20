package dev.tandem.call;

import dev.tandem.media.Conference;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.Offered;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a call needs of the world around it, so that a test can be that world. */
public interface CallPorts {

    /** Places an INVITE; events arrive only after the leg was returned. */
    SipLeg invite(OutgoingInvite invite, Consumer<SipLegEvent> events);

    /**
     * Makes a media leg.
     *
     * @param trunk the trunk it goes over, whose terms hold; empty for a user
     */
    MediaLeg mediaLeg(LegKind kind, Optional<String> trunk, Consumer<MediaEvent> events);

    /** What may be spoken over a trunk, best first. */
    List<CodecName> codecs(String trunk);

    /** Makes an empty conference. */
    Conference conference();

    /** Reads an offer; empty when it cannot be read. */
    Optional<Offered> inspect(String offer);

    /** Runs a task later, on any thread; the task hands over to its loop. */
    void later(Duration delay, Runnable task);
}
