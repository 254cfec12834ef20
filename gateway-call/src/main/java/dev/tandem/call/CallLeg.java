package dev.tandem.call;

import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.CallView.LegView;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaStats;
import dev.tandem.media.Offered;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.Diversion;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.Relayed;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One leg of a call: its SIP dialog and its media, side by side. Owned by the call loop; {@link #view} may be read by any
 * thread.
 */
public final class CallLeg {

    /** How long a browser's goodbye on the media path may be ahead of its BYE. */
    private static final Duration BYE_GRACE = Duration.ofMillis(500);

    private final String id;
    private final int branch;
    private final LegKindName kind;
    private final String name;
    private final CallPorts ports;
    private final Executor loop;
    private final MediaLeg media;
    private final LegOwner owner;
    private volatile @Nullable SipLeg sip;
    private volatile @Nullable LegView lastView;
    private final List<CodecName> codecs;
    private boolean held;
    private boolean silent;
    private boolean closeAwaited;

    /** Who a leg is and where it lives. */
    public record Place(CallPorts ports, Executor loop, LegOwner owner) {}

    /**
     * Makes a leg without a dialog.
     *
     * @param branch its number within its owner
     * @param name the trunk's name or the identity's raw id
     * @param codecs what may be spoken on it, best first
     * @throws dev.tandem.media.PortsExhaustedException when no media port is free
     */
    CallLeg(
            String id,
            int branch,
            LegKindName kind,
            String name,
            LegKind mediaKind,
            List<CodecName> codecs,
            Place place) {
        this.id = id;
        this.branch = branch;
        this.kind = kind;
        this.name = name;
        this.codecs = List.copyOf(codecs);
        ports = place.ports();
        loop = place.loop();
        owner = place.owner();
        media = ports.mediaLeg(mediaKind, trunk(), event -> loop.execute(() -> mediaEvent(event)));
    }

    /**
     * What an INVITE to a destination says.
     *
     * @param callerNumber +E.164 or user part to show
     * @param offered what the caller offered, so that the same codecs come first
     * @param noAnswer how long it may ring
     * @param relayed what the caller's INVITE said beside that
     * @param diversions the number of ours that forwards the call; none or one
     */
    public record Invitation(
            Destination destination,
            String callerNumber,
            String callerName,
            Optional<Offered> offered,
            Duration noAnswer,
            Relayed relayed,
            List<Diversion> diversions) {}

    /**
     * Makes a leg and sends its INVITE.
     *
     * @throws dev.tandem.media.PortsExhaustedException when no media port is free
     */
    public static CallLeg placed(String id, int branch, Invitation invitation, Place place) {
        Destination destination = invitation.destination();
        LegKind mediaKind = MediaChoice.kindOf(destination.target());
        List<CodecName> codecs = MediaChoice.toOffer(destination.codecs(), mediaKind, invitation.offered());
        CallLeg leg = new CallLeg(id, branch, destination.kind(), destination.name(), mediaKind, codecs, place);
        // The offer names the address of ours that faces them: they send from the one of theirs that faces it.
        destination.target().host().ifPresent(leg.media::signalledFrom);
        String offer = leg.media.offer(codecs);
        leg.sip = place.ports()
                .invite(
                        new OutgoingInvite(
                                destination.target(),
                                invitation.callerNumber(),
                                invitation.callerName(),
                                offer,
                                invitation.noAnswer(),
                                destination.silence(),
                                invitation.relayed(),
                                invitation.diversions()),
                        leg::sipEvent);
        return leg;
    }

    /** Unique within the call. */
    public String id() {
        return id;
    }

    /** Its number within its owner. */
    public int branch() {
        return branch;
    }

    /** Its media. */
    public MediaLeg media() {
        return media;
    }

    void sip(SipLeg leg) {
        sip = leg;
        leg.peer().ifPresent(media::signalledFrom);
    }

    /** Its dialog; empty only while the leg is being made. */
    public Optional<SipLeg> sip() {
        return Optional.ofNullable(sip);
    }

    /** Whether the remote side has put us on hold. */
    public boolean held() {
        return held;
    }

    /** Whether nothing has come from the remote side for long, though it is not on hold. */
    public boolean isSilent() {
        return silent;
    }

    private void sipEvent(SipLegEvent event) {
        loop.execute(() -> sipEventNow(event));
    }

    /** An event of its dialog, on the call loop. */
    void sipEventNow(SipLegEvent event) {
        if (event instanceof SipLegEvent.DigitReceived digit) {
            // From here on it is a digit like any other: it crosses to the other legs and is reported by the media.
            media.digit(digit.digit(), digit.durationMillis());
        }
        // SIP may have found out only now where the peer is.
        sip().flatMap(SipLeg::peer).ifPresent(media::signalledFrom);
        if (event instanceof SipLegEvent.Acknowledged) {
            media.confirmed();
        }
        owner.sipEvent(this, event);
    }

    private void mediaEvent(MediaEvent event) {
        if (event instanceof MediaEvent.DigitToSend digit) {
            sip().ifPresent(to -> to.sendDigit(digit.digit(), digit.durationMillis()));
        } else if (event instanceof MediaEvent.Closed) {
            awaitBye();
        } else if (event instanceof MediaEvent.HeardAgain) {
            silent = false;
        } else if (event instanceof MediaEvent.Silent) {
            silent = true;
            owner.mediaEvent(this, event);
        } else if (event instanceof MediaEvent.Connected
                || event instanceof MediaEvent.Digit
                || event instanceof MediaEvent.Lost) {
            owner.mediaEvent(this, event);
        } else {
            throw new AssertionError(event);
        }
    }

    private void awaitBye() {
        if (!closeAwaited) {
            closeAwaited = true;
            // The BYE is usually right behind and says it better; a closed tab sends none.
            MediaEvent overdue = new MediaEvent.Lost("the browser went away");
            ports.later(BYE_GRACE, () -> loop.execute(() -> owner.mediaEvent(this, overdue)));
        }
    }

    /** Makes the remote side the offer it wants. */
    public void offerAll() {
        String offer = offer(List.of());
        sip().ifPresent(to -> to.answerOffer(offer));
    }

    /** An offer of all that may be spoken here: what is spoken now first, then what is preferred. */
    String offer(List<CodecName> preferred) {
        Set<CodecName> ordered = new LinkedHashSet<>(codecInUse());
        preferred.stream().filter(codecs::contains).forEach(ordered::add);
        ordered.addAll(codecs);
        return media.offer(List.copyOf(ordered));
    }

    /** Takes their answer to an offer of ours; why not when it cannot be. */
    public Optional<SdpOutcome.Refused> offerAnswered(String answer) {
        SdpOutcome outcome = media.accept(answer);
        if (outcome instanceof SdpOutcome.Refused refused) {
            return Optional.of(refused);
        }
        if (outcome instanceof SdpOutcome.Agreed agreed) {
            held = !agreed.remoteDirection().receives();
            return Optional.empty();
        }
        throw new AssertionError(outcome);
    }

    /** Answers a new offer of the remote side; what came of it, in words. */
    public String answerOffer(String offer) {
        SdpOutcome outcome = media.answer(offer, codecInUse());
        if (outcome instanceof SdpOutcome.Refused refused) {
            sip().ifPresent(to -> to.refuseOffer(refused.status()));
            return "new offer refused with " + refused.status() + ": " + refused.reason();
        }
        if (outcome instanceof SdpOutcome.Agreed agreed) {
            held = !agreed.remoteDirection().receives();
            sip().ifPresent(to -> to.answerOffer(agreed.sdp()));
            return held ? "on hold" : "session changed, " + agreed.codec();
        }
        throw new AssertionError(outcome);
    }

    /** The codec in use, as the only preference for a new answer; empty before media is agreed. */
    private List<CodecName> codecInUse() {
        return media.stats().codec().map(List::of).orElse(List.of());
    }

    /** Frees the media; the figures stay as they were. */
    public void closeMedia() {
        lastView = view();
        media.close();
    }

    /** The leg as it is now; any thread. */
    public LegView view() {
        LegView frozen = lastView;
        if (frozen != null) {
            return frozen;
        }
        MediaStats stats = media.stats();
        return new LegView(
                id,
                kind,
                kind == LegKindName.TRUNK ? name : null,
                kind == LegKindName.IDENTITY ? name : null,
                stats.codec().map(CodecName::name).orElse(null),
                stats.packetsIn(),
                stats.packetsOut(),
                tenths(stats.lossPercent()),
                tenths(stats.jitterMillis()),
                tenths(stats.mos()),
                tenths(stats.remoteLossPercent()),
                tenths(stats.remoteJitterMillis()),
                tenths(stats.roundTripMillis()),
                tenths(stats.remoteMos()));
    }

    /** The trunk it goes over; empty for an identity. */
    public Optional<String> trunk() {
        return kind == LegKindName.TRUNK ? Optional.of(name) : Optional.empty();
    }

    /** The identity at its far end; empty for a trunk. */
    public Optional<String> identity() {
        return kind == LegKindName.IDENTITY ? Optional.of(name) : Optional.empty();
    }

    /** Where an INVITE goes, in words. */
    public static String describe(Target target) {
        if (target instanceof Target.Trunk trunk) {
            return trunk.dialled() + " over trunk " + trunk.peer().name();
        }
        if (target instanceof Target.Contact contact) {
            return contact.binding().contact();
        }
        throw new AssertionError(target);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
