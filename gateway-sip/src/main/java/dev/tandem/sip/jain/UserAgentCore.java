package dev.tandem.sip.jain;

import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.RefusedInvite;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipLegEvent.Cause;
import dev.tandem.sip.admission.Admission;
import dev.tandem.sip.admission.InviteAdmission;
import dev.tandem.sip.leg.LegEvent;
import dev.tandem.sip.message.NameAddr;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.message.SipUri;
import dev.tandem.sip.registrar.Registrar;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPServerTransaction;
import java.time.Clock;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.jboss.logging.Logger;

/** What happens to a request or response once its transaction is known (RFC 3261, sections 8 and 12). On the loops. */
final class UserAgentCore implements SipListener {
    private static final Logger LOG = Logger.getLogger(UserAgentCore.class);

    private static final String NO_SUCH_CALL = "Call Does Not Exist";

    private final Context context;
    private final SipApplication application;
    private final TrunkPings pings;
    private final InviteAdmission admission;
    private final Registrar registrar;
    private final Clock clock;
    private final DialogRequests dialogRequests;

    UserAgentCore(
            Context context,
            SipApplication application,
            TrunkPings pings,
            InviteAdmission admission,
            Registrar registrar,
            Clock clock) {
        this.context = context;
        this.application = application;
        this.pings = pings;
        this.admission = admission;
        this.registrar = registrar;
        this.clock = clock;
        this.dialogRequests = new DialogRequests(context);
    }

    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest request = (SIPRequest) event.getRequest();
        try {
            switch (request.getMethod()) {
                case "ACK" -> acknowledged(request);
                case "CANCEL" -> cancelled(transaction(event), request);
                default -> {
                    if (request.getToTag() == null) {
                        outsideDialog(event, request);
                    } else {
                        insideDialog(transaction(event), request);
                    }
                }
            }
        } catch (SipException unsent) {
            // The connection of the request is gone; whoever sent it is, too.
            LOG.debug("a request could not be answered", unsent);
            context.tally().dropped.increment();
        }
    }

    private ServerTransaction transaction(RequestEvent event) throws SipException {
        ServerTransaction known = event.getServerTransaction();
        return known != null ? known : context.stack().serverTransaction(event.getRequest());
    }

    private void acknowledged(SIPRequest ack) {
        Optional<DialogLeg> leg = leg(ack.getToTag(), ack);
        leg.ifPresent(each -> {
            if (each instanceof CalledLeg called) {
                called.acknowledged(ack);
            }
            each.offers().acknowledged(ack);
        });
    }

    private void cancelled(ServerTransaction transaction, SIPRequest cancel) throws SipException {
        ServerTransaction invite = ((SIPServerTransaction) transaction).getCanceledInviteTransaction();
        if (invite == null || !(invite.getApplicationData() instanceof DialogLeg leg)) {
            Stack.answer(transaction, context.responses().of(cancel, 481, NO_SUCH_CALL));
            return;
        }
        Stack.answer(transaction, context.responses().of(cancel, 200, "OK", leg.localTag()));
        if (((SIPRequest) invite.getRequest()).getToTag() == null) {
            leg.apply(new LegEvent.CancelReceived());
        } else {
            leg.offers().cancelled();
        }
    }

    private void insideDialog(ServerTransaction transaction, SIPRequest request) throws SipException {
        Optional<DialogLeg> leg = leg(request.getToTag(), request);
        if (leg.isPresent()) {
            transaction.setApplicationData(leg.get());
            dialogRequests.received(leg.get(), transaction, request);
        } else {
            Stack.answer(transaction, context.responses().of(request, 481, NO_SUCH_CALL));
        }
    }

    private Optional<DialogLeg> leg(@org.jspecify.annotations.Nullable String ourTag, SIPRequest request) {
        return ourTag == null
                ? Optional.empty()
                : context.legs()
                        .find(ourTag)
                        .filter(each -> each.callId().equals(request.getCallId().getCallId()));
    }

    private void outsideDialog(RequestEvent event, SIPRequest request) throws SipException {
        RequestText view = Ingress.view(Arrival.of(request));
        switch (request.getMethod()) {
            case "INVITE" -> invited(request, view);
            case "REGISTER" -> {
                OutgoingResponse reply = registrar.answer(view, clock.instant());
                Stack.answer(transaction(event), context.responses().of(request, reply));
            }
            case "OPTIONS" -> {
                pings.heard(view.source().getAddress());
                Stack.answer(transaction(event), context.responses().capabilities(request));
            }
            case "BYE", "UPDATE", "INFO" ->
                Stack.answer(transaction(event), context.responses().of(request, 481, NO_SUCH_CALL));
            default ->
                Stack.answer(
                        transaction(event),
                        Responses.with(
                                context.responses().of(request, 405, "Method Not Allowed"), "Allow", Responses.ALLOW));
        }
    }

    private void invited(SIPRequest invite, RequestText view) throws SipException {
        String key = invite.getCallId().getCallId()
                + ' '
                + invite.getFromTag()
                + ' '
                + invite.getCSeq().getSeqNumber();
        Optional<DialogLeg> known = context.legs().findInvite(key);
        if (known.isPresent()) {
            boolean again = ((CalledLeg) known.get()).isSameInvite(invite);
            if (!again) {
                // It came along two ways (section 8.2.2.2): one of them is enough.
                stateless(invite, OutgoingResponse.of(482, "Loop Detected"));
            }
        } else if (context.legs().isFull()) {
            stateless(invite, OutgoingResponse.of(503, "Service Unavailable"));
        } else {
            decide(invite, view, key);
        }
    }

    private void decide(SIPRequest invite, RequestText view, String key) throws SipException {
        Admission decision = isPretending(view)
                ? new Admission.Refused(OutgoingResponse.of(403, "This flow belongs to another user"))
                : admission.admit(view, clock.instant());
        if (decision instanceof Admission.Admitted admitted) {
            begin(invite, view, admitted, key);
        } else if (decision instanceof Admission.Challenged challenged) {
            stateless(invite, challenged.reply());
        } else if (decision instanceof Admission.Refused refused) {
            context.tally().refused.increment();
            stateless(invite, refused.reply());
            application.onRefused(refusal(invite, view, refused.reply()));
        } else {
            context.tally().dropped.increment();
        }
    }

    private void begin(SIPRequest invite, RequestText view, Admission.Admitted admitted, String key)
            throws SipException {
        ServerTransaction transaction = context.stack().serverTransaction(invite);
        CalledLeg leg = new CalledLeg(context, invite, transaction, key);
        transaction.setApplicationData(leg);
        // Before the leg is known: one whose Via leads nowhere would never be heard of again.
        Stack.answer(transaction, context.responses().of(invite, 100, "Trying"));
        context.legs().add(leg, key);
        IncomingInvite incoming = new IncomingInvite(
                leg,
                admitted.origin(),
                view.uri().map(SipUri::user).orElse(""),
                admitted.callerNumber(),
                admitted.callerName(),
                admitted.preferredIdentity(),
                Arrival.sdp(invite));
        try {
            leg.events(application.onInvite(incoming));
        } catch (RuntimeException mistake) {
            // Nobody owns the leg now; its caller must not hear silence because of our mistake.
            leg.reject(500, "Server Internal Error");
            throw mistake;
        }
    }

    /** What comes over a user's flow is from that user, and may not claim otherwise. */
    private static boolean isPretending(RequestText invite) {
        return invite.flowUser()
                .filter(user -> !user.userPart().equals(caller(invite)))
                .isPresent();
    }

    private static String caller(RequestText invite) {
        return invite.header("From")
                .flatMap(NameAddr::parse)
                .flatMap(NameAddr::sipUri)
                .map(SipUri::user)
                .orElse("");
    }

    private static RefusedInvite refusal(SIPRequest invite, RequestText view, OutgoingResponse reply) {
        String source = view.source().getAddress().getHostAddress() + ":"
                + view.source().getPort();
        return new RefusedInvite(
                invite.getCallId().getCallId(),
                source,
                view.uri().map(SipUri::user).orElse(""),
                caller(view),
                reply.status(),
                reply.phrase());
    }

    /** Refuses without keeping anything: its sender retransmits, and is refused again (section 8.2.7). */
    private void stateless(SIPRequest request, OutgoingResponse reply) {
        context.stack()
                .send(
                        context.responses().of(request, reply),
                        Arrival.of(request).replies());
    }

    @Override
    public void processResponse(ResponseEvent event) {
        SIPResponse response = (SIPResponse) event.getResponse();
        ClientTransaction transaction = event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() instanceof DialogLeg leg) {
            leg.response(transaction, response);
        } else if (transaction != null && transaction.getApplicationData() instanceof OptionsPing ping) {
            ping.answered(response.getStatusCode());
        } else if (isAcceptedInvite(response)) {
            context.legs()
                    .find(response.getFromTag())
                    .ifPresentOrElse(
                            leg -> acceptedAgain(leg, response),
                            () -> context.tally().dropped.increment());
        } else {
            context.tally().dropped.increment();
        }
    }

    private static boolean isAcceptedInvite(SIPResponse response) {
        return response.getStatusCode() / 100 == 2
                && response.getCSeq().getMethod().equals("INVITE")
                && response.getFromTag() != null;
    }

    /** A 2xx whose transaction is over: it was sent again, or comes from another fork (section 13.2.2.4). */
    private static void acceptedAgain(DialogLeg leg, SIPResponse response) {
        if (leg.isOurInvite(response)) {
            leg.inviteResponse(response);
        } else {
            leg.offers().acknowledge(response);
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        ClientTransaction transaction = event.isServerTransaction() ? null : event.getClientTransaction();
        if (transaction != null && transaction.getApplicationData() instanceof DialogLeg leg) {
            SIPRequest request = (SIPRequest) transaction.getRequest();
            leg.loop.execute(() -> leg.failed(request, new LegEvent.Lost(Cause.TIMEOUT, 408, "no response in time")));
        } else if (transaction != null && transaction.getApplicationData() instanceof OptionsPing ping) {
            ping.failed();
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        // Our connections report their end themselves.
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        // The legs keep no transactions to be cleaned up.
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        // The stack keeps no dialogs for us.
    }
}
