package dev.tandem.call;

import dev.tandem.call.CallPlan.Destination;
import dev.tandem.media.Bridge;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.Offered;
import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One call: carries out what its {@link CallMachine} decides, with SIP legs and media, and keeps its story.
 *
 * <p>Everything runs on the call loop that owns the call, except {@link #view} and the two entry points that hand over to
 * it ({@link #onCaller}, {@link #end}).
 */
public final class CallSession {

    /** How long a browser's goodbye on the media path may be ahead of its BYE. */
    private static final Duration BYE_GRACE = Duration.ofMillis(500);

    /** What a caller who found the machine full is asked to wait: what a measured load takes to fall. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final int CALLER = -1;
    private static final String GATEWAY = "gateway";

    /** What all calls share. */
    public record Surroundings(
            CallPorts ports, CallRouter router, CallDirectory directory, CallLog log, Clock clock, Duration noAnswer) {}

    private final String id = UUID.randomUUID().toString();
    private final IncomingInvite invite;
    private final String tenant;
    private final Surroundings around;
    private final Executor loop;
    private final CallMachine machine = new CallMachine();
    private final CallTrace trace;
    private final CallOrigin origin;
    private final CallTimes times;
    private final Map<Integer, CallLeg> legs = new ConcurrentSkipListMap<>();
    private Optional<Offered> offered = Optional.empty();
    private @Nullable CallerMedia callerMedia;
    private @Nullable Bridge bridge;
    private int earlyBranch = CALLER;
    private boolean overloaded;
    /** The number shown to the callee, once routing has chosen it. */
    private volatile String from;

    CallSession(IncomingInvite invite, String tenant, Surroundings around, Executor loop) {
        this.invite = invite;
        this.tenant = tenant;
        this.around = around;
        this.loop = loop;
        this.times = new CallTimes(around.clock().instant());
        this.trace = new CallTrace(around.clock());
        this.origin = CallOrigin.of(invite.origin());
        this.from = invite.callerNumber();
        times.trunk(origin.trunk());
    }

    /** The call's id, as REST knows it. */
    public String id() {
        return id;
    }

    String sipCallId() {
        return invite.leg().callId();
    }

    /** The call as it is now; any thread. */
    public CallView view() {
        List<CallView.LegView> views = legs.values().stream().map(CallLeg::view).toList();
        return times.view(id, origin.direction(), from, invite.dialled(), views);
    }

    /** What happened so far and why; any thread. */
    public List<CallTrace.Step> trace() {
        return trace.steps();
    }

    /** Ends the call; any thread. */
    public void end(EndReason reason) {
        loop.execute(() -> on(new CallEvent.EndRequested(reason)));
    }

    /** Starts the call; any thread. */
    void start() {
        loop.execute(this::begin);
    }

    /** An event of the caller's leg; any thread. */
    void onCaller(SipLegEvent event) {
        loop.execute(() -> callerEvent(event));
    }

    private void begin() {
        tell("caller", "INVITE " + invite.dialled() + " from " + origin.name());
        if (!around.directory().add(this) || !around.log().started(tenant, view())) {
            overloaded = true;
            on(new CallEvent.Routed(refuse(EndReason.OVERLOAD, 503, "More calls than this machine takes")));
            return;
        }
        Optional<CallPlan> unreadable = openCallerMedia();
        if (unreadable.isPresent()) {
            on(new CallEvent.Routed(unreadable.get()));
            return;
        }
        around.router().route(invite).thenAcceptAsync(plan -> on(new CallEvent.Routed(plan)), loop);
    }

    private Optional<CallPlan> openCallerMedia() {
        offered = invite.offer().flatMap(around.ports()::inspect);
        if (invite.offer().isPresent() && offered.isEmpty()) {
            return Optional.of(refuse(EndReason.MEDIA_FAILED, 400, "Unreadable session description"));
        }
        if (offered.isPresent() && offered.get().codecs().isEmpty()) {
            return Optional.of(refuse(EndReason.MEDIA_FAILED, 488, "No codec in common"));
        }
        try {
            MediaLeg media = newMedia(CALLER, CallerMedia.kindOf(offered));
            callerMedia = new CallerMedia(media, invite.offer(), offered);
            CallLeg caller = new CallLeg("caller", origin.kind(), origin.name(), media);
            caller.sip(invite.leg());
            legs.put(CALLER, caller);
            return Optional.empty();
        } catch (PortsExhaustedException full) {
            overloaded = true;
            return Optional.of(refuse(EndReason.OVERLOAD, 503, "No media port is free"));
        }
    }

    private static CallPlan refuse(EndReason reason, int status, String text) {
        return new CallPlan.Refuse(reason, status, text, List.of(text));
    }

    private MediaLeg newMedia(int branch, LegKind kind) {
        return around.ports().mediaLeg(kind, event -> loop.execute(() -> mediaEvent(branch, event)));
    }

    private void on(CallEvent event) {
        if (event instanceof CallEvent.Routed routed) {
            routed.plan().reasons().forEach(reason -> tell(GATEWAY, reason));
            if (routed.plan() instanceof CallPlan.Ring ring) {
                from = ring.callerNumber();
            }
        }
        machine.on(event).forEach(this::perform);
    }

    private void perform(CallAction action) {
        if (action instanceof CallAction.Place place) {
            place(place.branch(), place.destination(), place.callerNumber());
        } else if (action instanceof CallAction.Release release) {
            release(release.branch());
        } else if (action instanceof CallAction.Ring) {
            ring();
        } else if (action instanceof CallAction.EarlyMedia early) {
            earlyMedia(early.branch(), early.sdp());
        } else if (action instanceof CallAction.Connect connect) {
            connect(connect.branch(), connect.sdp());
        } else if (action instanceof CallAction.RejectCaller reject) {
            tell("caller", reject.status() + " " + reject.reason());
            invite.leg().reject(reject.status(), reject.reason(), overloaded ? RETRY_AFTER : Duration.ZERO);
        } else if (action instanceof CallAction.HangUpCaller) {
            tell("caller", "BYE sent");
            invite.leg().hangUp();
        } else if (action instanceof CallAction.Finish finish) {
            finish(finish);
        }
    }

    private void place(int branch, Destination destination, String callerNumber) {
        try {
            LegKind kind = MediaChoice.kindOf(destination.target());
            CallLeg leg =
                    new CallLeg("callee-" + branch, destination.kind(), destination.name(), newMedia(branch, kind));
            legs.put(branch, leg);
            times.trunk(trunkName(destination));
            String offer = leg.media().offer(MediaChoice.toOffer(destination.codecs(), kind, offered));
            tell(leg.id(), "INVITE sent to " + describe(destination.target()));
            leg.sip(around.ports()
                    .invite(outgoing(destination, callerNumber, offer), event -> onBranch(branch, event)));
        } catch (PortsExhaustedException full) {
            on(new CallEvent.Failed(branch, 503, "No media port is free"));
        }
    }

    private OutgoingInvite outgoing(Destination destination, String callerNumber, String offer) {
        return new OutgoingInvite(destination.target(), callerNumber, invite.callerName(), offer, around.noAnswer());
    }

    private void onBranch(int branch, SipLegEvent event) {
        loop.execute(() -> branchEvent(branch, event));
    }

    private void branchEvent(int branch, SipLegEvent event) {
        CallLeg leg = legs.get(branch);
        if (leg == null) {
            return;
        }
        tell(leg.id(), SipStep.describe(event));
        if (event instanceof SipLegEvent.Progress progress) {
            on(new CallEvent.Progressed(branch, progress.status(), progress.sdp()));
        } else if (event instanceof SipLegEvent.Answered answered) {
            on(new CallEvent.Answered(branch, answered.sdp()));
        } else if (event instanceof SipLegEvent.Rejected rejected) {
            leg.closeMedia();
            on(new CallEvent.Failed(branch, rejected.status(), rejected.reason()));
        } else if (event instanceof SipLegEvent.Ended ended) {
            on(new CallEvent.CalleeEnded(branch, ended.cause(), ended.status(), ended.reason()));
        } else {
            sessionEvent(leg, event);
        }
    }

    private void callerEvent(SipLegEvent event) {
        tell("caller", SipStep.describe(event));
        CallLeg leg = legs.get(CALLER);
        if (event instanceof SipLegEvent.Ended ended) {
            on(new CallEvent.CallerEnded(ended.cause(), ended.status(), ended.reason()));
        } else if (leg != null) {
            sessionEvent(leg, event);
        }
    }

    private void sessionEvent(CallLeg leg, SipLegEvent event) {
        if (event instanceof SipLegEvent.OfferReceived offer) {
            answerOffer(leg, offer.sdp());
        } else if (event instanceof SipLegEvent.Acknowledged acknowledged) {
            // Only after a delayed offer does the ACK carry the answer (RFC 3261, section 13.2.1).
            acknowledged.sdp().ifPresent(answer -> acceptLateAnswer(leg, answer));
        }
    }

    private void answerOffer(CallLeg leg, String offer) {
        SdpOutcome outcome = leg.media().answer(offer, leg.codecInUse());
        Optional<SipLeg> sip = leg.sip();
        if (outcome instanceof SdpOutcome.Agreed agreed) {
            leg.held(!agreed.remoteDirection().receives());
            times.held(legs.values().stream().anyMatch(CallLeg::held));
            tell(leg.id(), leg.held() ? "on hold" : "session changed, " + agreed.codec());
            sip.ifPresent(to -> to.answerOffer(agreed.sdp()));
        } else if (outcome instanceof SdpOutcome.Refused refused) {
            tell(leg.id(), "new offer refused with " + refused.status() + ": " + refused.reason());
            sip.ifPresent(to -> to.refuseOffer(refused.status()));
        }
    }

    private void acceptLateAnswer(CallLeg leg, String answer) {
        if (leg.media().accept(answer) instanceof SdpOutcome.Refused refused) {
            tell(leg.id(), "answer refused: " + refused.reason());
            on(new CallEvent.EndRequested(EndReason.MEDIA_FAILED));
        }
    }

    private void mediaEvent(int branch, MediaEvent event) {
        CallLeg leg = legs.get(branch);
        if (leg == null) {
            return;
        }
        if (event instanceof MediaEvent.Connected) {
            tell(leg.id(), "media connected");
        } else if (event instanceof MediaEvent.Digit digit) {
            tell(leg.id(), "digit " + digit.digit());
        } else if (event instanceof MediaEvent.Lost lost) {
            mediaLost(branch, lost.reason());
        } else if (event instanceof MediaEvent.Closed && leg.awaitClose()) {
            // The BYE is usually right behind and says it better; a closed tab sends none.
            Runnable overdue = () -> mediaLost(branch, "the browser went away");
            around.ports().later(BYE_GRACE, () -> loop.execute(overdue));
        }
    }

    private void mediaLost(int branch, String reason) {
        if (branch == CALLER || branch == machine.winner()) {
            on(new CallEvent.MediaLost(reason));
        }
    }

    private void ring() {
        times.ringing(around.clock().instant());
        tell("caller", "180 Ringing sent");
        invite.leg().progress(180, Optional.empty());
    }

    private void earlyMedia(int branch, String sdp) {
        CallLeg callee = leg(branch);
        CallerMedia caller = callerMedia();
        if (callee.media().accept(sdp) instanceof SdpOutcome.Agreed agreed
                && caller.answer(agreed.codec()).isEmpty()) {
            earlyBranch = branch;
            times.ringing(around.clock().instant());
            join(callee, agreed.codec());
            tell("caller", "183 with early media sent");
            invite.leg().progress(183, caller.answered());
        }
    }

    private void connect(int branch, String sdp) {
        CallLeg callee = leg(branch);
        SdpOutcome outcome = callee.media().accept(sdp);
        if (outcome instanceof SdpOutcome.Agreed agreed) {
            connect(callee, agreed.codec());
        } else if (outcome instanceof SdpOutcome.Refused refused) {
            on(new CallEvent.MediaRefused(488, refused.reason()));
        }
    }

    private void connect(CallLeg callee, CodecName codec) {
        Optional<SdpOutcome.Refused> refused = callerMedia().answer(codec);
        if (refused.isPresent()) {
            on(new CallEvent.MediaRefused(488, refused.get().reason()));
            return;
        }
        join(callee, codec);
        times.answered(around.clock().instant());
        tell("caller", "200 OK sent");
        invite.leg().answer(callerMedia().finalDescription());
        around.log().answered(tenant, view());
        on(new CallEvent.Bridged());
    }

    private void join(CallLeg callee, CodecName codec) {
        if (bridge != null && earlyBranch == machine.winner()) {
            return;
        }
        if (bridge != null) {
            bridge.close();
        }
        bridge = around.ports().bridge(callerMedia().leg(), callee.media());
        tell(GATEWAY, "bridged; " + callee.id() + " speaks " + codec);
    }

    private CallerMedia callerMedia() {
        return Objects.requireNonNull(callerMedia, "branches are placed only once the caller's media is open");
    }

    private void release(int branch) {
        CallLeg leg = legs.get(branch);
        if (leg != null) {
            tell(leg.id(), "released");
            leg.sip().ifPresent(SipLeg::hangUp);
            if (branch != machine.winner()) {
                leg.closeMedia();
            }
        }
    }

    private void finish(CallAction.Finish finish) {
        tell(GATEWAY, "ended: " + finish.reason().wire() + " (" + finish.sipStatus() + " " + finish.text() + ")");
        if (bridge != null) {
            bridge.close();
        }
        legs.values().forEach(CallLeg::closeMedia);
        times.ended(around.clock().instant(), finish);
        around.directory().remove(this);
        around.log().ended(tenant, view(), trace());
    }

    private CallLeg leg(int branch) {
        CallLeg leg = legs.get(branch);
        if (leg == null) {
            throw new IllegalStateException("no leg " + branch + " in call " + id);
        }
        return leg;
    }

    private void tell(String leg, String what) {
        trace.add(leg, what);
    }

    private static @Nullable String trunkName(Destination destination) {
        return destination.kind() == LegKindName.TRUNK ? destination.name() : null;
    }

    private static String describe(Target target) {
        if (target instanceof Target.Trunk trunk) {
            return trunk.dialled() + " over trunk " + trunk.peer().name();
        }
        return ((Target.Contact) target).binding().contact();
    }
}
