package dev.tandem.sip.leg;

import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.Reason;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.dialog.Dialog;
import dev.tandem.sip.dialog.DialogSet;
import dev.tandem.sip.dialog.DialogUser;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.transaction.Failure;
import dev.tandem.sip.transaction.ServerTransaction;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * One leg: a state machine, the dialogs its INVITE made, and the events for its owner. What the two ends of an INVITE do
 * differently, {@link InviteClient} and {@link InviteServer} do. All but the methods of {@link SipLeg} run on the loop of
 * the Call-ID.
 */
public final class Leg implements SipLeg, DialogUser {
    private final String callId;
    private final String localTag;
    private final LegLoop loop;
    private final LegMachine machine;
    private final InviteEnd invite;
    private final Consumer<IncomingResponse> lateAnswers;
    private final Consumer<Leg> onEnd;
    private final Origin peer;
    private final Speakers speakers;
    private final DialogSet dialogs = new DialogSet();
    private final List<Future<?>> timers = new ArrayList<>();
    private Consumer<SipLegEvent> events = event -> {};
    private volatile Optional<Hop> hop = Optional.empty();
    private Optional<Reason> theirReason = Optional.empty();
    private Optional<Reason> ourReason = Optional.empty();
    private boolean ended;
    private volatile boolean standing;

    /**
     * Makes a leg that nothing has happened to.
     *
     * @param peer whom it is with: who may speak in its dialogs
     * @param lateAnswers hears of each 2xx to an INVITE of ours whose transaction is over
     */
    Leg(
            LegContext context,
            String callId,
            String localTag,
            Origin peer,
            LegMachine machine,
            InviteEnd invite,
            Consumer<IncomingResponse> lateAnswers) {
        this.callId = callId;
        this.localTag = localTag;
        this.loop = context.loops().apply(callId);
        this.machine = machine;
        this.invite = invite;
        this.lateAnswers = lateAnswers;
        this.onEnd = context.onEnd();
        this.peer = peer;
        this.speakers = context.speakers();
    }

    /** Names who hears of events; before the first can happen. */
    public void events(Consumer<SipLegEvent> consumer) {
        events = consumer;
    }

    /** Our tag. Any thread. */
    public String localTag() {
        return localTag;
    }

    /** Whether its dialog stands. Any thread. */
    public boolean isStanding() {
        return standing;
    }

    /** Whether a 2xx may still come for it from a fork that rang, although the leg is over. */
    public boolean mayBeAnswered() {
        return dialogs.hasOpenForks();
    }

    DialogSet dialogs() {
        return dialogs;
    }

    LegState state() {
        return machine.state();
    }

    /** What runs the leg. Any thread. */
    public LegLoop loop() {
        return loop;
    }

    /** Names where the leg's messages go first. */
    void reachedBy(Hop first) {
        hop = Optional.of(first);
    }

    /** Where they go now. */
    Hop hop() {
        return hop.orElseThrow();
    }

    // The machine.

    /** Applies an event and carries out what it calls for. */
    void apply(LegEvent event) {
        List<LegAction> actions = machine.on(event);
        standing = machine.state() == LegState.CONFIRMED;
        try {
            actions.forEach(this::perform);
        } finally {
            // Also when an action fails: a leg that is over must not stay because its last message was not sent.
            if (machine.state() == LegState.TERMINATED) {
                end();
            }
        }
    }

    private void perform(LegAction action) {
        if (action instanceof LegAction.Report report) {
            // What they said of the end of the leg goes with the news of it.
            events.accept(report.event().because(theirReason));
        } else if (action instanceof LegAction.SendBye) {
            dialogs.current().orElseThrow().bye(reasons(), () -> apply(new LegEvent.Released()));
        } else {
            invite.act(action);
        }
    }

    /** The next event ends the leg, for this reason of theirs. */
    void endsBecause(Optional<Reason> why) {
        theirReason = why;
    }

    /** Why we end it, as a header; none when we do not know. */
    List<Header> reasons() {
        return ourReason.map(why -> List.of(new Header("Reason", why.value()))).orElse(List.of());
    }

    private void end() {
        if (!ended) {
            ended = true;
            timers.forEach(each -> each.cancel(false));
            timers.clear();
            onEnd.accept(this);
        }
    }

    // What the dialogs tell.

    @Override
    public void report(SipLegEvent event) {
        events.accept(event);
    }

    @Override
    public void byeReceived(Dialog dialog, Optional<Reason> why) {
        // The BYE of a fork that answered too late is not the end of the call.
        if (dialogs.current().isEmpty() || dialogs.current().get() == dialog) {
            endsBecause(why);
            apply(new LegEvent.ByeReceived());
        }
    }

    /** On the loop, but after what is being done now. */
    @Override
    public void lost(Failure why) {
        loop.execute(() -> apply(lostBy(why)));
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        timers.removeIf(Future::isDone);
        Future<?> timer = loop.after(delay, () -> {
            if (!ended) {
                task.run();
            }
        });
        timers.add(timer);
        return () -> timer.cancel(false);
    }

    // What the network brings.

    /** A request of theirs inside a dialog, but neither ACK nor CANCEL. */
    public void received(ServerTransaction transaction) {
        IncomingRequest request = transaction.request();
        Optional<Dialog> dialog = dialogs.find(request.fromTag()).filter(each -> mayAsk(each, request));
        if (dialog.isEmpty() || !isOfPeer(request, dialog.get())) {
            transaction.answerWithoutState(OutgoingResponse.of(481, "Call Does Not Exist"));
        } else if (transaction.keep()) {
            follow(request);
            dialog.get().received(transaction);
        }
    }

    /** From where the leg began, or where its dialog leads by now: a proxy between need not stay in the route. */
    private boolean isOfPeer(IncomingRequest request, Dialog dialog) {
        return speakers.admits(peer, hop(), request.received())
                || speakers.admits(peer, dialog.hop(), request.received());
    }

    /** A user is where their last request came from; a trunk where we found it. */
    private void follow(IncomingRequest request) {
        if (peer instanceof Origin.User) {
            reachedBy(Hop.to(request.received()));
        }
    }

    /** Once the leg goes on in one dialog, those of other forks have nothing to say but goodbye. */
    private boolean mayAsk(Dialog dialog, IncomingRequest request) {
        return dialogs.current().filter(each -> each != dialog).isEmpty()
                || request.method().equals("BYE");
    }

    /** An ACK of theirs inside a dialog. */
    public void acknowledged(IncomingRequest ack) {
        dialogs.find(ack.fromTag())
                .filter(dialog -> isOfPeer(ack, dialog))
                .ifPresent(dialog -> dialog.acknowledged(ack));
    }

    /** A 2xx to an INVITE of ours whose transaction is over: it was sent again, or another fork answered. */
    public void acceptedAgain(IncomingResponse ok) {
        dialogs.find(ok.toTag())
                .filter(dialog -> dialog.isAcceptedBy(ok))
                .ifPresentOrElse(dialog -> dialog.acceptedAgain(ok), () -> lateAnswers.accept(ok));
    }

    /** Whether its messages go over the flow of this host. Any thread. */
    public boolean goesOver(String flowHost) {
        return hop.filter(each -> each.host().equals(flowHost)).isPresent();
    }

    /** The flow of this host is gone. */
    public void flowClosed(String flowHost) {
        if (goesOver(flowHost)) {
            apply(lostBy(Failure.UNSENT));
        }
    }

    private static LegEvent lostBy(Failure why) {
        return new LegEvent.Lost(why.cause(), why.status(), why.reason());
    }

    // SipLeg: any thread.

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public Optional<InetAddress> peer() {
        return hop.map(Hop::facing);
    }

    @Override
    public void progress(int status, Optional<String> sdp) {
        loop.execute(() -> apply(new LegEvent.Progress(status, sdp)));
    }

    @Override
    public void answer(String sdp) {
        loop.execute(() -> apply(new LegEvent.Answer(sdp)));
    }

    @Override
    public void reject(int status, String reason, Duration retryAfter, Optional<Reason> why) {
        loop.execute(() -> {
            ourReason = why;
            apply(new LegEvent.Reject(status, reason, retryAfter));
        });
    }

    @Override
    public void hangUp(Optional<Reason> why) {
        loop.execute(() -> {
            ourReason = why;
            apply(new LegEvent.HangUp());
        });
    }

    @Override
    public void reoffer(String sdp) {
        inSession(dialog -> dialog.offer(sdp));
    }

    @Override
    public void sendDigit(char digit, int durationMillis) {
        loop.execute(() -> {
            if (machine.state() == LegState.CONFIRMED) {
                dialogs.current().orElseThrow().sendDigit(digit, durationMillis);
            }
        });
    }

    @Override
    public void answerOffer(String sdp) {
        inSession(dialog -> dialog.answerOffer(sdp));
    }

    @Override
    public void refuseOffer(int status) {
        inSession(dialog -> dialog.refuseOffer(status));
    }

    /** Does something with the dialog the leg goes on in, while there is a session in it. */
    private void inSession(Consumer<Dialog> request) {
        loop.execute(() -> {
            if (machine.state() == LegState.CONFIRMED || machine.state() == LegState.ANSWERED) {
                request.accept(dialogs.current().orElseThrow());
            }
        });
    }
}
