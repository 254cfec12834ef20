package dev.tandem.call;

import dev.tandem.call.CallLeg.Invitation;
import dev.tandem.call.ParticipantAction.AnswerCaller;
import dev.tandem.call.ParticipantAction.HearEarly;
import dev.tandem.call.ParticipantAction.Isolate;
import dev.tandem.call.ParticipantAction.Place;
import dev.tandem.call.ParticipantAction.Reject;
import dev.tandem.call.ParticipantAction.Release;
import dev.tandem.call.ParticipantAction.ReportJoined;
import dev.tandem.call.ParticipantAction.ReportLeft;
import dev.tandem.call.ParticipantAction.ReportNotJoined;
import dev.tandem.call.ParticipantAction.ReportRinging;
import dev.tandem.call.ParticipantAction.Reunite;
import dev.tandem.call.ParticipantAction.TakeSeat;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.Diversion;
import dev.tandem.sip.Reason;
import dev.tandem.sip.Relayed;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.toll.Charge;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a call, or on the way into it: whom we ring, and whoever placed the call. Carries out what its
 * {@link ParticipantMachine} decides. Owned by the call loop.
 */
public final class Participant implements LegOwner {

    /**
     * How somebody is rung.
     *
     * @param callerNumber what to show them, +E.164 or user part
     * @param relayed what the caller's INVITE said beside that
     * @param diversions the number of ours that forwards the call; none or one
     */
    public record Ringing(
            String callerNumber, String callerName, Duration noAnswer, Relayed relayed, List<Diversion> diversions) {

        /** Of somebody who came by themselves. */
        static final Ringing NOBODY = new Ringing("", "", Duration.ZERO);

        /** For a call that nobody placed. */
        public Ringing(String callerNumber, String callerName, Duration noAnswer) {
            this(callerNumber, callerName, noAnswer, Relayed.NOTHING, List.of());
        }
    }

    private static final Duration LAST_CHECK = Duration.ofMinutes(1);
    private static final int RINGING = 180;

    private final PartyId id;
    private final String name;
    private final Ringing ringing;
    private final ParticipantOwner owner;
    private final ParticipantMachine machine = new ParticipantMachine();
    private final Map<Integer, CallLeg> legs = new LinkedHashMap<>();
    private final Seating seating;
    private @Nullable CallerInvite invite;
    private Duration retryAfter = Duration.ZERO;
    private Charge charge = Charge.NONE;
    private final LegReasons reasons = new LegReasons();

    /** Nobody yet; {@code name} is what traces and records call the legs. */
    Participant(PartyId id, String name, Ringing ringing, ParticipantOwner owner) {
        this.id = id;
        this.name = name;
        this.ringing = ringing;
        this.owner = owner;
        seating = new Seating(owner);
    }

    /** Who it is. */
    public PartyId id() {
        return id;
    }

    /** Whether they can be heard, or could if they were not on hold. */
    public boolean isIn() {
        return machine.isIn();
    }

    /** Whether they are on the way in. */
    public boolean isInvited() {
        return !isIn() && machine.state() != ParticipantMachine.State.GONE;
    }

    /** Whether they placed the call and wait for an answer. */
    boolean isWaiting() {
        return machine.state() == ParticipantMachine.State.WAITING;
    }

    /** Whether the call has parted them from the others. */
    public boolean isOnHold() {
        return machine.state() == ParticipantMachine.State.HELD;
    }

    /** Whether they have put us on hold. */
    boolean isHeldByThem() {
        return legs.values().stream().anyMatch(CallLeg::held);
    }

    /** Whether nothing has come from them for long, though it should. */
    boolean isSilent() {
        CallLeg leg = legs.get(machine.branch());
        return leg != null && leg.isSilent();
    }

    /** What they hear and who hears them, while they are in. */
    public Seating seating() {
        return seating;
    }

    /** Their INVITE, if it was them who placed the call. */
    Optional<CallerInvite> invite() {
        return Optional.ofNullable(invite);
    }

    /** They placed the call, over this leg. */
    void arrive(CallLeg leg, CallerInvite theirs) {
        invite = theirs;
        legs.put(0, leg);
        on(new ParticipantEvent.Arrived());
    }

    /** Parts them from the others, or brings them back. */
    public void hold(boolean now) {
        on(now ? new ParticipantEvent.Hold() : new ParticipantEvent.Resume());
    }

    /** Has them go, or takes their invitation back. */
    public void dismiss(EndReason reason) {
        on(new ParticipantEvent.Dismissed(reason));
    }

    /** The call is over; who waits for an answer is told why. */
    void callOver(CallEnd how, Duration tryAgainAfter) {
        retryAfter = tryAgainAfter;
        reasons.callOver(how);
        on(isWaiting() ? new ParticipantEvent.Refused(how) : new ParticipantEvent.Dismissed(how.reason()));
    }

    /** Has their early media, or what they hear early, sit with the others before they are in. */
    void sitEarly() {
        seating.sit(leg(machine.branch()));
    }

    /** Applies an event and does what follows. */
    void on(ParticipantEvent event) {
        if (event instanceof ParticipantEvent.Invited invited && invited.plan() instanceof CallPlan.Ring ring) {
            charge = ring.charge();
        }
        machine.on(event).forEach(this::perform);
    }

    private void perform(ParticipantAction action) {
        if (action instanceof Place place) {
            place(place);
        } else if (action instanceof Release release) {
            release(release.branch());
        } else if (action instanceof Reject reject) {
            reject(reject);
        } else if (action instanceof HearEarly early) {
            hearEarly(early.branch(), early.sdp());
        } else if (action instanceof TakeSeat take) {
            takeSeat(take.branch(), take.sdp());
        } else if (action instanceof AnswerCaller) {
            answerCaller();
        } else if (action instanceof Isolate || action instanceof Reunite) {
            seating.isolate(isOnHold());
        } else if (action instanceof ReportRinging ringing) {
            owner.rang(this, ringing.status());
        } else if (action instanceof ReportJoined) {
            charge.answered(owner.now()).ifPresent(this::last);
            owner.joined(this);
        } else if (action instanceof ReportNotJoined not) {
            free();
            owner.notJoined(this, new CallEnd(not.reason(), not.status(), not.text(), reasons.said(not.status())));
        } else if (action instanceof ReportLeft left) {
            free();
            owner.left(this, new CallEnd(reason(left.reason()), left.status(), left.text(), reasons.goodbye()));
        } else {
            throw new AssertionError(action);
        }
    }

    private EndReason reason(EndReason reason) {
        return invite != null && reason == EndReason.CALLEE_HUNG_UP ? EndReason.CALLER_HUNG_UP : reason;
    }

    private void place(Place place) {
        Invitation invitation = new Invitation(
                place.destination(),
                ringing.callerNumber(),
                ringing.callerName(),
                owner.offered(),
                ringing.noAnswer(),
                ringing.relayed(),
                ringing.diversions());
        charge.begun();
        if (place.destination().kind() == LegKindName.TRUNK) {
            charge.over(place.destination().name());
        }
        String leg = name + "-" + place.branch();
        owner.tell(leg, "INVITE sent to " + CallLeg.describe(place.destination().target()));
        try {
            CallLeg placed = CallLeg.placed(leg, place.branch(), invitation, owner.place(this));
            legs.put(place.branch(), placed);
            owner.placed(placed);
        } catch (PortsExhaustedException full) {
            on(new ParticipantEvent.Failed(place.branch(), 503, "No media port is free"));
        }
    }

    /** They may be in for so long. Looked at every while, because a timer of hours would hold a call that is over. */
    private void last(Duration left) {
        Duration step = left.compareTo(LAST_CHECK) < 0 ? left : LAST_CHECK;
        owner.later(step, () -> {
            if (isIn()) {
                outlast(left.minus(step));
            }
        });
    }

    private void outlast(Duration left) {
        if (left.isZero()) {
            owner.tell(name, "the call is as long as it may be");
            dismiss(EndReason.TOLL_LIMIT);
        } else {
            last(left);
        }
    }

    private void release(int branch) {
        CallLeg leg = legs.get(branch);
        if (leg != null) {
            owner.tell(leg.id(), "released");
            Optional<Reason> because =
                    machine.isAnsweredElsewhere(branch) ? Optional.of(Reason.COMPLETED_ELSEWHERE) : reasons.toTell();
            leg.sip().ifPresent(sip -> sip.hangUp(because));
            leg.closeMedia();
        }
    }

    private void reject(Reject reject) {
        owner.tell(name, reject.status() + " " + reject.text());
        invite().ifPresent(theirs -> theirs.reject(reject.status(), reject.text(), retryAfter, reasons.toTell()));
    }

    private void hearEarly(int branch, String sdp) {
        CallLeg leg = leg(branch);
        boolean heard =
                leg.media().accept(sdp) instanceof SdpOutcome.Agreed agreed && owner.heardEarly(this, agreed.codec());
        if (heard) {
            seating.sit(leg);
        } else {
            owner.rang(this, RINGING);
        }
    }

    private void takeSeat(int branch, String sdp) {
        CallLeg leg = leg(branch);
        SdpOutcome outcome = leg.media().accept(sdp);
        if (outcome instanceof SdpOutcome.Agreed agreed) {
            sitWith(leg, agreed.codec());
        } else if (outcome instanceof SdpOutcome.Refused refused) {
            on(new ParticipantEvent.MediaRefused(488, refused.reason()));
        } else {
            throw new AssertionError(outcome);
        }
    }

    private void sitWith(CallLeg leg, CodecName codec) {
        // Seated before the caller hears of it: not a packet of theirs after the 200 finds nobody.
        seating.sit(leg);
        Optional<SdpOutcome.Refused> refused = owner.answered(this, codec);
        on(refused.<ParticipantEvent>map(why -> new ParticipantEvent.MediaRefused(488, why.reason()))
                .orElseGet(ParticipantEvent.Seated::new));
    }

    private void answerCaller() {
        seating.sit(leg(0));
        owner.tell(name, "200 OK sent");
        invite().ifPresent(CallerInvite::accept);
        on(new ParticipantEvent.Seated());
    }

    private CallLeg leg(int branch) {
        CallLeg leg = legs.get(branch);
        if (leg == null) {
            throw new IllegalStateException("no branch " + branch + " of " + id);
        }
        return leg;
    }

    private void free() {
        charge.ended(owner.now());
        seating.leave();
        legs.values().forEach(CallLeg::closeMedia);
    }

    @Override
    public void sipEvent(CallLeg leg, SipLegEvent event) {
        int branch = leg.branch();
        owner.tell(leg.id(), SipStep.describe(event));
        if (event instanceof SipLegEvent.Progress progress) {
            on(new ParticipantEvent.Progressed(branch, progress.status(), progress.sdp()));
        } else if (event instanceof SipLegEvent.Answered answered) {
            on(new ParticipantEvent.Answered(branch, answered.sdp()));
        } else if (event instanceof SipLegEvent.Rejected rejected) {
            leg.closeMedia();
            reasons.refused(rejected);
            on(new ParticipantEvent.Failed(branch, rejected.status(), rejected.reason()));
        } else if (event instanceof SipLegEvent.Ended ended) {
            reasons.hungUp(ended);
            on(new ParticipantEvent.LegEnded(branch, ended.cause(), ended.status(), ended.reason()));
        } else {
            sessionEvent(leg, event);
        }
        owner.settled();
    }

    private void sessionEvent(CallLeg leg, SipLegEvent event) {
        if (event instanceof SipLegEvent.OfferReceived offer) {
            owner.tell(leg.id(), leg.answerOffer(offer.sdp()));
            owner.heldChanged();
        } else if (event instanceof SipLegEvent.Acknowledged acknowledged) {
            // Only after a delayed offer does the ACK carry the answer (RFC 3261, section 13.2.1).
            acknowledged.sdp().ifPresent(answer -> offerAnswered(leg, answer));
        } else if (event instanceof SipLegEvent.OfferWanted) {
            leg.offerAll();
        } else if (event instanceof SipLegEvent.OfferAnswered answered) {
            offerAnswered(leg, answered.sdp());
        } else if (event instanceof SipLegEvent.OfferRefused) {
            leg.media().withdrawOffer();
        } else {
            merelyTold(event);
        }
    }

    /** What the trace has heard of, and that is all. */
    private static void merelyTold(SipLegEvent event) {
        if (event instanceof SipLegEvent.DigitReceived) {
            return;
        }
        throw new AssertionError(event);
    }

    private void offerAnswered(CallLeg leg, String sdp) {
        Optional<SdpOutcome.Refused> refused = leg.offerAnswered(sdp);
        if (refused.isPresent()) {
            owner.tell(leg.id(), "answer refused: " + refused.get().reason());
            on(new ParticipantEvent.Dismissed(EndReason.MEDIA_FAILED));
        } else {
            owner.heldChanged();
        }
    }

    @Override
    public void mediaEvent(CallLeg leg, MediaEvent event) {
        if (event instanceof MediaEvent.Connected) {
            owner.tell(leg.id(), "media connected");
        } else if (event instanceof MediaEvent.Digit digit) {
            owner.tell(leg.id(), "digit " + digit.digit());
            if (isIn()) {
                owner.pressed(this, digit.digit());
            }
        } else if (event instanceof MediaEvent.Lost lost) {
            lost(leg, lost);
        } else if (event instanceof MediaEvent.Silent silence) {
            owner.tell(leg.id(), silence.reason());
            owner.fellSilent(silence.reason());
        } else {
            // The leg keeps the others to itself.
            throw new AssertionError(event);
        }
        owner.settled();
    }

    private void lost(CallLeg leg, MediaEvent.Lost lost) {
        if (leg == legs.get(machine.branch())) {
            on(new ParticipantEvent.MediaLost(lost.reason()));
        }
    }
}
