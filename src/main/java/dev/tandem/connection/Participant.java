package dev.tandem.connection;

import dev.tandem.call.CallLeg;
import dev.tandem.call.CallLeg.Invitation;
import dev.tandem.call.EndReason;
import dev.tandem.call.LegOwner;
import dev.tandem.call.SipStep;
import dev.tandem.connection.Connection.Asked;
import dev.tandem.connection.ParticipantAction.Isolate;
import dev.tandem.connection.ParticipantAction.Place;
import dev.tandem.connection.ParticipantAction.Release;
import dev.tandem.connection.ParticipantAction.ReportJoined;
import dev.tandem.connection.ParticipantAction.ReportLeft;
import dev.tandem.connection.ParticipantAction.ReportNotJoined;
import dev.tandem.connection.ParticipantAction.Reunite;
import dev.tandem.connection.ParticipantAction.TakeSeat;
import dev.tandem.media.Conference;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.PcmSink;
import dev.tandem.media.PcmSource;
import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.SdpOutcome;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A participant of a conference: carries out what its {@link ParticipantMachine} decides. Owned by the call loop. */
final class Participant implements LegOwner {

    /** Why somebody takes part. */
    enum Purpose {
        /** They were there before the application, or are whom it called first. */
        FIRST,
        /** The application added them. */
        ADDED,
        /** Somebody is transferred to them. */
        TRANSFER_TARGET
    }

    /**
     * How to invite somebody.
     *
     * @param invitationId by which the invitation can be cancelled
     * @param callerNumber what to show them, +E.164 or user part
     * @param detectsMachine whether to tell if an answering machine answers
     */
    record Terms(
            Purpose purpose,
            Asked asked,
            String invitationId,
            String callerNumber,
            String callerName,
            Duration noAnswer,
            boolean detectsMachine) {

        /** Of somebody whose leg stands already. */
        static Terms arrived(Asked asked) {
            return new Terms(Purpose.FIRST, asked, "", "", "", Duration.ZERO, false);
        }
    }

    private final PartyId id;
    private final String name;
    private final Terms terms;
    private final ParticipantHome home;
    private final ParticipantMachine machine = new ParticipantMachine();
    private final Map<Integer, CallLeg> legs = new LinkedHashMap<>();
    private Conference.@Nullable Member seat;
    private Optional<Asked> cancelled = Optional.empty();
    private @Nullable PcmSource whispered;
    private Ears ears = Ears.NONE;
    private boolean muted;
    private boolean caller;

    /** Nobody yet; {@code name} is what traces and records call the legs. */
    Participant(PartyId id, String name, Terms terms, ParticipantHome home) {
        this.id = id;
        this.name = name;
        this.terms = terms;
        this.home = home;
    }

    PartyId id() {
        return id;
    }

    Terms terms() {
        return terms;
    }

    boolean isIn() {
        return machine.isIn();
    }

    boolean isInvited() {
        return !isIn() && machine.state() != ParticipantMachine.State.GONE;
    }

    boolean isMuted() {
        return muted;
    }

    boolean isOnHold() {
        return machine.state() == ParticipantMachine.State.HELD;
    }

    /** Whether it was them who placed the call. */
    boolean isCaller() {
        return caller;
    }

    /** Their place in the conference, while they are in. */
    Optional<Conference.Member> seat() {
        return Optional.ofNullable(seat);
    }

    List<CallLeg> legs() {
        return List.copyOf(legs.values());
    }

    boolean isHeldByThem() {
        return legs.values().stream().anyMatch(CallLeg::held);
    }

    /** Takes the invitation back. */
    void cancel(Asked asked) {
        cancelled = Optional.of(asked);
        on(new ParticipantEvent.Dismissed(EndReason.CANCELLED));
    }

    /** Who took the invitation back. */
    Optional<Asked> cancelled() {
        return cancelled;
    }

    /** Takes a leg that stands; the caller's own media must be agreed. */
    void arrive(CallLeg leg, boolean isCaller) {
        caller = isCaller;
        legs.put(0, leg);
        leg.giveTo(this);
        on(new ParticipantEvent.Arrived());
        sit(leg);
    }

    /** Applies an event and does what follows. */
    void on(ParticipantEvent event) {
        machine.on(event).forEach(this::perform);
    }

    private void perform(ParticipantAction action) {
        if (action instanceof Place place) {
            place(place);
        } else if (action instanceof Release release) {
            release(release.branch());
        } else if (action instanceof TakeSeat take) {
            takeSeat(take.branch(), take.sdp());
        } else if (action instanceof Isolate || action instanceof Reunite) {
            partOrReunite();
        } else if (action instanceof ReportJoined) {
            home.joined(this);
        } else if (action instanceof ReportNotJoined not) {
            free();
            home.notJoined(this, not.reason(), not.status(), not.text());
        } else if (action instanceof ReportLeft left) {
            free();
            home.left(this, reason(left.reason()), left.status(), left.text());
        }
    }

    private EndReason reason(EndReason reason) {
        return caller && reason == EndReason.CALLEE_HUNG_UP ? EndReason.CALLER_HUNG_UP : reason;
    }

    private void place(Place place) {
        Invitation invitation = new Invitation(
                place.destination(), terms.callerNumber(), terms.callerName(), Optional.empty(), terms.noAnswer());
        String leg = name + "-" + place.branch();
        home.tell(leg, "INVITE sent to " + CallLeg.describe(place.destination().target()));
        try {
            CallLeg placed = CallLeg.placed(leg, place.branch(), invitation, home.place(this));
            legs.put(place.branch(), placed);
            home.placed(placed);
        } catch (PortsExhaustedException full) {
            on(new ParticipantEvent.Failed(place.branch(), 503, "No media port is free"));
        }
    }

    private void release(int branch) {
        CallLeg leg = legs.get(branch);
        if (leg != null) {
            home.tell(leg.id(), "released");
            leg.sip().ifPresent(SipLeg::hangUp);
            leg.closeMedia();
        }
    }

    private void takeSeat(int branch, String sdp) {
        CallLeg leg = legs.get(branch);
        if (leg == null) {
            throw new IllegalStateException("no branch " + branch + " of " + id);
        }
        if (leg.media().accept(sdp) instanceof SdpOutcome.Refused refused) {
            on(new ParticipantEvent.MediaRefused(488, refused.reason()));
        } else {
            sit(leg);
        }
    }

    private void sit(CallLeg leg) {
        seat = home.seat(leg.media());
        home.tell(leg.id(), "in the conference");
        on(new ParticipantEvent.Seated());
    }

    /** Lets them alone hear something, instead of whatever they alone hear now. */
    void whisper(PcmSource source) {
        whispered = source;
        seat().ifPresent(member -> member.whisper(source));
    }

    /** Whether they hear something alone now. */
    boolean isWhisperedTo() {
        return whispered != null;
    }

    /** Ends what they alone hear, unless it has been replaced meanwhile. */
    void hush(PcmSource source) {
        if (source.equals(whispered)) {
            whispered = null;
            seat().ifPresent(member -> member.whisper(null));
        }
    }

    /** Gives what they say to somebody as well. */
    void overhear(PcmSink sink) {
        overheardBy(ears.with(sink));
    }

    /** No longer gives it to them. */
    void unhear(PcmSink sink) {
        overheardBy(ears.without(sink));
    }

    private void overheardBy(Ears now) {
        ears = now;
        seat().ifPresent(member -> member.overhear(now.isEmpty() ? null : now));
    }

    /** Whether the others hear them no longer. */
    void mute(boolean now) {
        muted = now;
        partOrReunite();
    }

    private void partOrReunite() {
        seat().ifPresent(member -> {
            member.mute(muted || isOnHold());
            member.deafen(isOnHold());
        });
    }

    private void free() {
        seat().ifPresent(Conference.Member::close);
        seat = null;
        legs.values().forEach(CallLeg::closeMedia);
    }

    @Override
    public void sipEvent(CallLeg leg, SipLegEvent event) {
        int branch = isArrived(leg) ? 0 : leg.branch();
        home.tell(leg.id(), SipStep.describe(event));
        if (event instanceof SipLegEvent.Progress) {
            home.rang(this);
            on(new ParticipantEvent.Progressed());
        } else if (event instanceof SipLegEvent.Answered answered) {
            on(new ParticipantEvent.Answered(branch, answered.sdp()));
        } else if (event instanceof SipLegEvent.Rejected rejected) {
            leg.closeMedia();
            on(new ParticipantEvent.Failed(branch, rejected.status(), rejected.reason()));
        } else if (event instanceof SipLegEvent.Ended ended) {
            on(new ParticipantEvent.LegEnded(branch, ended.cause(), ended.status(), ended.reason()));
        } else {
            sessionEvent(leg, event);
        }
        home.settled();
    }

    /** A leg from another call keeps the branch number it had there. */
    private boolean isArrived(CallLeg leg) {
        return legs.get(0) == leg;
    }

    private void sessionEvent(CallLeg leg, SipLegEvent event) {
        if (event instanceof SipLegEvent.OfferReceived offer) {
            home.tell(leg.id(), leg.answerOffer(offer.sdp()));
            home.heldChanged();
        } else if (event instanceof SipLegEvent.Acknowledged acknowledged
                && acknowledged.sdp().isPresent()) {
            // Only after a delayed offer does the ACK carry the answer (RFC 3261, section 13.2.1).
            lateAnswer(leg, acknowledged.sdp().get());
        }
    }

    private void lateAnswer(CallLeg leg, String sdp) {
        if (leg.media().accept(sdp) instanceof SdpOutcome.Refused refused) {
            home.tell(leg.id(), "answer refused: " + refused.reason());
            on(new ParticipantEvent.Dismissed(EndReason.MEDIA_FAILED));
        }
    }

    @Override
    public void mediaEvent(CallLeg leg, MediaEvent event) {
        if (event instanceof MediaEvent.Connected) {
            home.tell(leg.id(), "media connected");
        } else if (event instanceof MediaEvent.Digit digit) {
            home.tell(leg.id(), "digit " + digit.digit());
            if (isIn()) {
                home.pressed(this, digit.digit());
            }
        } else if (event instanceof MediaEvent.Lost lost && leg == legs.get(machine.branch())) {
            on(new ParticipantEvent.MediaLost(lost.reason()));
        }
        home.settled();
    }
}
