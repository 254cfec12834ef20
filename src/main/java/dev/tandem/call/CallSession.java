package dev.tandem.call;

import dev.tandem.call.CallBook.Heading;
import dev.tandem.call.CallLeg.Invitation;
import dev.tandem.call.CallLeg.Place;
import dev.tandem.call.CallPlan.Destination;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.Offered;
import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.SdpOutcome;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call between a caller and whom they dialled: carries out what its {@link CallMachine} decides, with SIP legs and
 * media, and keeps its story. When an application answers it, its legs move on to a call with a conference.
 *
 * <p>Everything runs on the call loop that owns the call, except {@link #view} and the entry points that hand over to it
 * ({@link #onCaller}, {@link #end}, {@link #decide}, {@link #handOver}).
 */
public final class CallSession implements LiveCall, LegOwner {

    /** What a caller who found the machine full is asked to wait: what a measured load takes to fall. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final int CALLER = -1;

    private final IncomingInvite invite;
    private final Surroundings around;
    private final Executor loop;
    private final CallMachine machine = new CallMachine();
    private final CallOrigin origin;
    private final CallBook book;
    private final Map<Integer, CallLeg> legs = new TreeMap<>();
    private Optional<Offered> offered = Optional.empty();
    private @Nullable CallerBridge bridging;
    private boolean overloaded;

    CallSession(IncomingInvite invite, String tenant, Surroundings around, Executor loop) {
        this.invite = invite;
        this.around = around;
        this.loop = loop;
        this.origin = CallOrigin.of(invite.origin());
        Heading heading = new Heading(
                UUID.randomUUID().toString(),
                tenant,
                invite.leg().callId(),
                origin.direction(),
                invite.callerNumber(),
                invite.dialled());
        this.book = new CallBook(heading, around.clock());
        book.over(origin.trunk());
    }

    @Override
    public String id() {
        return book.heading().id();
    }

    @Override
    public String sipCallId() {
        return book.heading().sipCallId();
    }

    @Override
    public String tenant() {
        return book.heading().tenant();
    }

    @Override
    public CallView view() {
        return book.view();
    }

    @Override
    public List<CallTrace.Step> trace() {
        return book.trace();
    }

    @Override
    public void end(EndReason reason) {
        loop.execute(() -> on(new CallEvent.EndRequested(reason)));
    }

    /** The caller's raw id. */
    public String callerParty() {
        return origin.partyOf(invite);
    }

    /** What the caller dialled. */
    public String dialled() {
        return invite.dialled();
    }

    /** The application's decision: redirect or reject. False when it is not the application's to decide (any more). */
    public CompletionStage<Boolean> decide(CallPlan plan) {
        return CompletableFuture.supplyAsync(
                () -> {
                    boolean asked = machine.state() == CallMachine.State.OFFERED;
                    if (asked) {
                        on(new CallEvent.Routed(plan));
                    }
                    return asked;
                },
                loop);
    }

    /**
     * Gives the call away, if it is offered to an application or connected; {@code taker} gets it on the call loop, before
     * any further event.
     */
    public CompletionStage<Boolean> handOver(Consumer<Estate> taker) {
        return CompletableFuture.supplyAsync(() -> giveTo(taker), loop);
    }

    private boolean giveTo(Consumer<Estate> taker) {
        boolean connected = machine.state() == CallMachine.State.CONNECTED;
        if (!connected && machine.state() != CallMachine.State.OFFERED) {
            return false;
        }
        Optional<CallLeg> callee = connected ? Optional.of(leg(machine.winner())) : Optional.empty();
        on(new CallEvent.HandedOver());
        bridging().part();
        book.tell("taken by an application");
        taker.accept(new Estate(book, invite, origin, bridging().caller(), leg(CALLER), callee, loop));
        return true;
    }

    /** Starts the call; any thread. */
    void start() {
        loop.execute(this::begin);
    }

    /** An event of the caller's leg; any thread. */
    void onCaller(SipLegEvent event) {
        loop.execute(() -> {
            CallLeg caller = legs.get(CALLER);
            if (caller == null) {
                callerEvent(event);
            } else {
                caller.sipEventNow(event);
            }
        });
    }

    private void begin() {
        book.tell("caller", "INVITE " + invite.dialled() + " from " + origin.name());
        if (!around.directory().add(this) || !around.log().started(tenant(), view())) {
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
            CallLeg caller =
                    new CallLeg("caller", CALLER, origin.kind(), origin.name(), CallerMedia.kindOf(offered), here());
            bridging = new CallerBridge(around.ports(), new CallerMedia(caller.media(), invite.offer(), offered));
            caller.sip(invite.leg());
            legs.put(CALLER, caller);
            book.add(caller);
            return Optional.empty();
        } catch (PortsExhaustedException full) {
            overloaded = true;
            return Optional.of(refuse(EndReason.OVERLOAD, 503, "No media port is free"));
        }
    }

    private static CallPlan refuse(EndReason reason, int status, String text) {
        return new CallPlan.Refuse(reason, status, text, List.of(text));
    }

    private Place here() {
        return new Place(around.ports(), loop, this);
    }

    private void on(CallEvent event) {
        if (event instanceof CallEvent.Routed routed) {
            routed.plan().reasons().forEach(book::tell);
            if (routed.plan() instanceof CallPlan.Ring ring) {
                book.shown(ring.callerNumber());
            }
        }
        machine.on(event).forEach(this::perform);
    }

    private void perform(CallAction action) {
        if (action instanceof CallAction.AskApplication ask) {
            ask(ask);
        } else if (action instanceof CallAction.Place place) {
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
            book.tell("caller", reject.status() + " " + reject.reason());
            invite.leg().reject(reject.status(), reject.reason(), overloaded ? RETRY_AFTER : Duration.ZERO);
        } else if (action instanceof CallAction.HangUpCaller) {
            book.tell("caller", "BYE sent");
            invite.leg().hangUp();
        } else if (action instanceof CallAction.Finish finish) {
            finish(finish);
        }
    }

    private void ask(CallAction.AskApplication ask) {
        Applications.Offer offer = new Applications.Offer(
                id(), tenant(), ask.application(), callerParty(), invite.callerName(), ask.dialled());
        new ApplicationOffer(around, loop).make(offer, book, this::withdraw);
    }

    private void withdraw(String why) {
        if (machine.state() == CallMachine.State.OFFERED) {
            on(new CallEvent.Routed(refuse(EndReason.NO_ANSWER, 480, why)));
        }
    }

    private void place(int branch, Destination destination, String callerNumber) {
        Invitation invitation = new Invitation(
                destination,
                callerNumber,
                invite.callerName(),
                offered,
                around.patience().noAnswer());
        String leg = "callee-" + branch;
        try {
            book.tell(leg, "INVITE sent to " + CallLeg.describe(destination.target()));
            CallLeg placed = CallLeg.placed(leg, branch, invitation, here());
            legs.put(branch, placed);
            book.add(placed);
        } catch (PortsExhaustedException full) {
            on(new CallEvent.Failed(branch, 503, "No media port is free"));
        }
    }

    @Override
    public void sipEvent(CallLeg leg, SipLegEvent event) {
        if (leg.branch() == CALLER) {
            callerEvent(event);
        } else {
            branchEvent(leg, leg.branch(), event);
        }
    }

    private void branchEvent(CallLeg leg, int branch, SipLegEvent event) {
        book.tell(leg.id(), SipStep.describe(event));
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
        book.tell("caller", SipStep.describe(event));
        CallLeg leg = legs.get(CALLER);
        if (event instanceof SipLegEvent.Ended ended) {
            on(new CallEvent.CallerEnded(ended.cause(), ended.status(), ended.reason()));
        } else if (leg != null) {
            sessionEvent(leg, event);
        }
    }

    private void sessionEvent(CallLeg leg, SipLegEvent event) {
        if (event instanceof SipLegEvent.OfferReceived offer) {
            book.tell(leg.id(), leg.answerOffer(offer.sdp()));
            book.held(legs.values().stream().anyMatch(CallLeg::held));
        } else if (event instanceof SipLegEvent.Acknowledged acknowledged) {
            // Only after a delayed offer does the ACK carry the answer (RFC 3261, section 13.2.1).
            acknowledged.sdp().ifPresent(answer -> acceptLateAnswer(leg, answer));
        }
    }

    private void acceptLateAnswer(CallLeg leg, String answer) {
        if (leg.media().accept(answer) instanceof SdpOutcome.Refused refused) {
            book.tell(leg.id(), "answer refused: " + refused.reason());
            on(new CallEvent.EndRequested(EndReason.MEDIA_FAILED));
        }
    }

    @Override
    public void mediaEvent(CallLeg leg, MediaEvent event) {
        if (event instanceof MediaEvent.Connected) {
            book.tell(leg.id(), "media connected");
        } else if (event instanceof MediaEvent.Digit digit) {
            book.tell(leg.id(), "digit " + digit.digit());
        } else if (event instanceof MediaEvent.Lost lost) {
            mediaLost(leg.branch(), lost.reason());
        }
    }

    private void mediaLost(int branch, String reason) {
        if (branch == CALLER || branch == machine.winner()) {
            on(new CallEvent.MediaLost(reason));
        }
    }

    private void ring() {
        book.rang();
        book.tell("caller", "180 Ringing sent");
        invite.leg().progress(180, Optional.empty());
    }

    private void earlyMedia(int branch, String sdp) {
        if (bridging().early(leg(branch), sdp)) {
            book.rang();
            book.tell("caller", "183 with early media sent");
            invite.leg().progress(183, bridging().caller().answered());
        }
    }

    private void connect(int branch, String sdp) {
        Optional<SdpOutcome.Refused> refused = bridging().connect(leg(branch), sdp);
        if (refused.isPresent()) {
            on(new CallEvent.MediaRefused(488, refused.get().reason()));
            return;
        }
        book.tell("bridged with " + leg(branch).id());
        book.answered();
        book.tell("caller", "200 OK sent");
        invite.leg().answer(bridging().caller().finalDescription());
        around.log().happened(book.fact(List.of()));
        on(new CallEvent.Bridged());
    }

    private CallerBridge bridging() {
        return Objects.requireNonNull(bridging, "branches are placed only once the caller's media is open");
    }

    private void release(int branch) {
        CallLeg leg = legs.get(branch);
        if (leg != null) {
            book.tell(leg.id(), "released");
            leg.sip().ifPresent(SipLeg::hangUp);
            if (branch != machine.winner()) {
                leg.closeMedia();
            }
        }
    }

    private void finish(CallAction.Finish finish) {
        if (bridging != null) {
            bridging.part();
        }
        legs.values().forEach(CallLeg::closeMedia);
        book.ended(finish);
        around.directory().remove(this);
        around.log().happened(book.closed());
    }

    private CallLeg leg(int branch) {
        CallLeg leg = legs.get(branch);
        if (leg == null) {
            throw new IllegalStateException("no leg " + branch + " in call " + id());
        }
        return leg;
    }
}
