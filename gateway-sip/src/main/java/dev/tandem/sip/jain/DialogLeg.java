package dev.tandem.sip.jain;

import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.leg.Dialog;
import dev.tandem.sip.leg.LegAction;
import dev.tandem.sip.leg.LegEvent;
import dev.tandem.sip.leg.LegState;
import dev.tandem.sip.message.Header;
import dev.tandem.sip.message.NameAddr;
import dev.tandem.sip.message.SipUri;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.SipException;

/**
 * What both sides of a leg have in common: it feeds a state machine, carries out its actions and keeps the dialog (RFC
 * 3261, section 12). All but the methods of {@link SipLeg} run on the loop of the Call-ID.
 */
abstract class DialogLeg implements SipLeg {
    /** 64*T1, after which a transaction, and hope, is given up (RFC 3261, section 17). */
    static final Duration PATIENCE = Duration.ofSeconds(32);

    final Context context;
    final Loop loop;

    private final String callId;
    private final String localTag;
    private final List<Future<?>> timers = new ArrayList<>();
    private final Renegotiation offers = new Renegotiation(this);
    private Consumer<SipLegEvent> events = event -> {};
    private boolean forgotten;
    private volatile boolean standing;

    DialogLeg(Context context, String callId, String localTag) {
        this.context = context;
        this.callId = callId;
        this.localTag = localTag;
        this.loop = context.loops().of(callId);
    }

    /** Feeds the state machine. */
    abstract List<LegAction> on(LegEvent event);

    abstract LegState state();

    /** Carries out an action that only this side has. */
    abstract void act(LegAction action) throws SipException;

    abstract Dialog dialog();

    abstract void dialog(Dialog changed);

    /** Where requests of ours go, when the dialog does not say better. */
    abstract Hops.To hop();

    /** Whether requests of ours go over a flow. */
    abstract boolean livesOn(String flowHost);

    /** Key of the INVITE that made this leg, on the callee's side. */
    abstract Optional<String> inviteKey();

    /** Credentials headers for requests inside the dialog, e.g. an ACK. */
    abstract Optional<Authorization> authorization();

    /** Answers a challenge to a request of ours; empty when that is hopeless. */
    abstract Optional<Authorization> authorize(SIPRequest request, SIPResponse challenge);

    /** A response to our INVITE, CANCEL or a stray 2xx. */
    abstract void inviteResponse(SIPResponse response);

    void events(Consumer<SipLegEvent> consumer) {
        events = consumer;
    }

    /** Applies an event and carries out what it calls for. */
    final void apply(LegEvent event) {
        List<LegAction> actions = on(event);
        standing = state() == LegState.CONFIRMED;
        try {
            actions.forEach(this::perform);
        } finally {
            // Also when the stack fails: a leg that is over must not stay because its last message was not sent.
            if (state() == LegState.TERMINATED) {
                forget();
            }
        }
    }

    /** Whether its dialog stands. Any thread. */
    final boolean isStanding() {
        return standing;
    }

    private void perform(LegAction action) {
        try {
            if (action instanceof LegAction.Report report) {
                report(report.event());
            } else if (action instanceof LegAction.SendBye) {
                offers.stop();
                sendInDialog("BYE", new Body("", ""), List.of());
            } else {
                act(action);
            }
        } catch (SipException unsent) {
            lost(unsent);
        }
    }

    final void report(SipLegEvent event) {
        events.accept(event);
    }

    /** What we sent did not get out. On the loop, but after what is being done now. */
    final void lost(SipException unsent) {
        loop.execute(() -> apply(new LegEvent.Lost(Cause.TRANSPORT, 503, "the connection is gone")));
    }

    private void forget() {
        if (!forgotten) {
            forgotten = true;
            offers.stop();
            timers.forEach(each -> each.cancel(false));
            timers.clear();
            context.legs().remove(this);
        }
    }

    /** Runs a task of this leg later, unless the leg is over by then. The result calls it off, if anyone wants to. */
    final Runnable after(Duration delay, Runnable task) {
        timers.removeIf(Future::isDone);
        Future<?> timer = context.loops().after(delay, loop, () -> {
            if (!forgotten) {
                task.run();
            }
        });
        timers.add(timer);
        return () -> timer.cancel(false);
    }

    final Renegotiation offers() {
        return offers;
    }

    // Requests of ours inside the dialog.

    /** A body and its type; both empty for none. */
    record Body(String type, String text) {
        static Body sdp(String sdp) {
            return new Body("application/sdp", sdp);
        }
    }

    final ClientTransaction sendInDialog(String method, Body body, List<Header> extra) throws SipException {
        dialog(dialog().nextRequest());
        return context.stack().send(inDialog(method, dialog().localCSeq(), body, extra), this);
    }

    /** The credentials we last sent. */
    record Authorization(String name, String value) {}

    final SIPRequest inDialog(String method, long cseq, Body body, List<Header> extra) {
        Hops.To hop = nextHop();
        Dialog now = dialog();
        RequestWriter text = new RequestWriter(method, now.remoteTarget())
                .header("Via", context.address().via(hop))
                .headers("Route", now.routeSet())
                .header("From", now.local())
                .header("To", now.remote())
                .header("Call-ID", callId)
                .header("CSeq", cseq + " " + method)
                .header("User-Agent", context.settings().userAgent());
        if (!method.equals("BYE") && !method.equals("ACK")) {
            text.header("Contact", context.address().contact(hop))
                    .header("Allow", Responses.ALLOW)
                    .header("Supported", Responses.SUPPORTED);
        }
        extra.forEach(each -> text.header(each.name(), each.value()));
        return text.to(hop, body.type(), body.text());
    }

    final void sendAck(long cseq) throws SipException {
        List<Header> credentials = authorization()
                .map(each -> List.of(new Header(each.name(), each.value())))
                .orElse(List.of());
        context.stack().sendAck(inDialog("ACK", cseq, new Body("", ""), credentials));
    }

    /** The next hop of the dialog: its flow, or the first Route or Contact when that is an address we can reach. */
    private Hops.To nextHop() {
        if (hop().isFlow()) {
            return hop();
        }
        Dialog now = dialog();
        String uri = now.routeSet().isEmpty()
                ? now.remoteTarget()
                : NameAddr.parse(now.routeSet().get(0)).map(NameAddr::uri).orElse("");
        return SipUri.parse(uri).flatMap(this::reachable).orElse(hop());
    }

    private Optional<Hops.To> reachable(SipUri uri) {
        return Resolver.literal(uri.host())
                // A private address behind a public one is behind a NAT: what it sent from is where it can be reached.
                .filter(address -> !isPrivate(address) || isPrivate(hop().facing()))
                .map(address -> Hops.To.datagram(new InetSocketAddress(address, uri.port() > 0 ? uri.port() : 5060)));
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isSiteLocalAddress() || address.isLinkLocalAddress() || address.isLoopbackAddress();
    }

    /** A response to a request inside the dialog, by method. */
    final void response(ClientTransaction transaction, SIPResponse response) {
        int status = response.getStatusCode();
        String method = response.getCSeq().getMethod();
        if (status < 200 && !isOurInvite(response)) {
            return;
        }
        if (method.equals("INVITE") && isOurInvite(response)) {
            inviteResponse(response);
        } else if ((status == 401 || status == 407) && retried(transaction, response)) {
            return;
        } else if (method.equals("BYE")) {
            apply(new LegEvent.Released());
        } else if (method.equals("INVITE") || method.equals("UPDATE")) {
            offers.response(response);
        }
    }

    private boolean retried(ClientTransaction transaction, SIPResponse response) {
        SIPRequest request = (SIPRequest) transaction.getRequest();
        Optional<Authorization> answer = authorize(request, response);
        answer.ifPresent(each -> resend(request, each));
        return answer.isPresent();
    }

    private void resend(SIPRequest request, Authorization authorization) {
        try {
            sendInDialog(
                    request.getMethod(),
                    bodyOf(request),
                    List.of(new Header(authorization.name(), authorization.value())));
        } catch (SipException unsent) {
            lost(unsent);
        }
    }

    private static Body bodyOf(SIPRequest request) {
        byte[] content = request.getRawContent();
        ContentType type = request.getContentTypeHeader();
        return content == null || type == null
                ? new Body("", "")
                : new Body(
                        type.getContentType() + "/" + type.getContentSubType(),
                        new String(content, StandardCharsets.UTF_8));
    }

    /** Whether a response belongs to the INVITE that made the leg. */
    abstract boolean isOurInvite(SIPResponse response);

    /** A transaction of ours got no final response in time, or could not be sent. */
    final void failed(SIPRequest request, LegEvent.Lost why) {
        if (request.getMethod().equals("BYE")) {
            apply(new LegEvent.Released());
        } else if (!request.getMethod().equals("CANCEL") && !request.getMethod().equals("INFO")) {
            // A digit that got no answer is lost; the call need not be.
            apply(why);
        }
    }

    /** The flow the leg lives on is gone. */
    final void flowClosed(String flowHost) {
        if (livesOn(flowHost)) {
            apply(new LegEvent.Lost(Cause.TRANSPORT, 503, "the connection is gone"));
        }
    }

    // SipLeg: any thread.

    @Override
    public final String callId() {
        return callId;
    }

    final String localTag() {
        return localTag;
    }

    @Override
    public final void progress(int status, Optional<String> sdp) {
        loop.execute(() -> apply(new LegEvent.Progress(status, sdp)));
    }

    @Override
    public final void answer(String sdp) {
        loop.execute(() -> apply(new LegEvent.Answer(sdp)));
    }

    @Override
    public final void reject(int status, String reason, Duration retryAfter) {
        loop.execute(() -> apply(new LegEvent.Reject(status, reason, retryAfter)));
    }

    @Override
    public final void hangUp() {
        loop.execute(() -> apply(new LegEvent.HangUp()));
    }

    @Override
    public final void reoffer(String sdp) {
        loop.execute(() -> offers.offer(sdp));
    }

    @Override
    public final void sendDigit(char digit, int durationMillis) {
        loop.execute(() -> {
            if (state() == LegState.CONFIRMED) {
                info(digit, durationMillis);
            }
        });
    }

    private void info(char digit, int durationMillis) {
        String text = "Signal=" + digit + "\r\nDuration=" + durationMillis + "\r\n";
        try {
            sendInDialog("INFO", new Body("application/dtmf-relay", text), List.of());
        } catch (SipException unsent) {
            lost(unsent);
        }
    }

    @Override
    public final void answerOffer(String sdp) {
        loop.execute(() -> offers.answer(sdp));
    }

    @Override
    public final void refuseOffer(int status) {
        loop.execute(() -> offers.refuse(status));
    }
}
