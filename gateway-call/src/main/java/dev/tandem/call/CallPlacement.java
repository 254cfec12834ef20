package dev.tandem.call;

import dev.tandem.call.CallLeg.Place;
import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.Participant.Ringing;
import dev.tandem.media.LegKind;
import dev.tandem.media.Offered;
import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.SdpOutcome.Refused;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.Diversion;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.PassedHeader;
import dev.tandem.sip.Relayed;
import dev.tandem.sip.SipLegEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to a call that somebody placed: has it routed, offers it to an application or rings whom they want, and
 * answers or refuses the caller. Owned by the call loop.
 */
public final class CallPlacement {

    /** What a caller who found the machine full is asked to wait: what a measured load takes to fall. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final String CALLER = "caller";
    private static final String CALLEE = "callee";

    private final Call call;
    private final CallBook book;
    private final IncomingInvite incoming;
    private final CallOrigin origin;
    private final CallServices services;
    private final Executor loop;
    private final CallSetup setup = new CallSetup();
    /** The number of the application that was asked. */
    private Optional<String> asked = Optional.empty();

    private @Nullable Participant caller;
    private @Nullable CallLeg callersLeg;

    CallPlacement(
            Call call,
            CallBook book,
            IncomingInvite incoming,
            CallOrigin origin,
            CallServices services,
            Executor loop) {
        this.call = call;
        this.book = book;
        this.incoming = incoming;
        this.origin = origin;
        this.services = services;
        this.loop = loop;
    }

    /** The call. Any thread. */
    public Call call() {
        return call;
    }

    /** The caller's raw id. Any thread. */
    public String callerParty() {
        return origin.partyOf(incoming);
    }

    /** What the caller dialled. Any thread. */
    public String dialled() {
        return incoming.dialled();
    }

    /** Whether an application was asked what is to become of the call, and has not said. */
    public boolean isOffered() {
        return setup.state() == CallSetup.State.OFFERED;
    }

    /** Whether the caller is answered. */
    public boolean isUp() {
        return setup.state() == CallSetup.State.UP;
    }

    /** An event of the caller's leg; any thread. */
    void onCaller(SipLegEvent event) {
        loop.execute(() -> {
            if (callersLeg != null) {
                callersLeg.sipEventNow(event);
            } else {
                book.tell(CALLER, SipStep.describe(event));
            }
        });
    }

    void begin() {
        book.tell(CALLER, "INVITE " + incoming.dialled() + " from " + origin.name());
        if (incoming.relayed().anonymous()) {
            book.tell(CALLER, "the caller wants to stay anonymous");
        }
        incoming.relayed().headers().forEach(header -> book.tell(CALLER, header.name() + ": " + header.value()));
        if (!services.directory().add(call) || !services.log().started(call.tenant(), call.view())) {
            refuseBusy("More calls than this machine takes");
            return;
        }
        Optional<CallEnd> unusable = openMedia();
        if (unusable.isPresent()) {
            refuse(unusable.get(), Duration.ZERO);
        } else if (caller != null) {
            services.router().route(incoming).thenAccept(plan -> call.step(() -> routed(plan)));
        }
    }

    private Optional<CallEnd> openMedia() {
        Optional<Offered> offered = incoming.offer().flatMap(services.ports()::inspect);
        if (incoming.offer().isPresent() && offered.isEmpty()) {
            return Optional.of(new CallEnd(EndReason.MEDIA_FAILED, 400, "Unreadable session description"));
        }
        if (offered.isPresent() && offered.get().codecs().isEmpty()) {
            return Optional.of(new CallEnd(EndReason.MEDIA_FAILED, 488, "No codec in common"));
        }
        try {
            seatCaller(offered);
        } catch (PortsExhaustedException full) {
            refuseBusy("No media port is free");
        }
        return Optional.empty();
    }

    private void seatCaller(Optional<Offered> offered) {
        Participant arriving = call.roster().add(PartyId.of(callerParty()), CALLER, Ringing.NOBODY);
        Place here = new Place(services.ports(), loop, arriving);
        LegKind kind = CallerInvite.kindOf(offered);
        List<CodecName> allowed =
                origin.kind() == LegKindName.TRUNK ? services.ports().codecs(origin.name()) : MediaChoice.OPUS_FIRST;
        List<CodecName> codecs = MediaChoice.toOffer(allowed, kind, offered);
        CallLeg leg = new CallLeg(CALLER, 0, origin.kind(), origin.name(), kind, codecs, here);
        leg.sip(incoming.leg());
        if (incoming.proven()) {
            leg.media().confirmed();
        }
        arriving.arrive(leg, new CallerInvite(incoming, offered, leg));
        book.add(leg);
        callersLeg = leg;
        caller = arriving;
    }

    private void refuseBusy(String text) {
        refuse(new CallEnd(EndReason.OVERLOAD, 503, text), RETRY_AFTER);
    }

    /** Refuses a caller who is not a participant yet, or no more. */
    private void refuse(CallEnd why, Duration retryAfter) {
        if (caller == null) {
            book.tell(CALLER, why.sipStatus() + " " + why.text());
            incoming.leg().reject(why.sipStatus(), why.text(), retryAfter, why.said());
        }
        call.end(why, retryAfter);
    }

    /** Redirects or rejects it, as the application that was asked decided; false when that is not its to decide. */
    public boolean decide(CallPlan plan) {
        boolean asked = isOffered();
        if (asked) {
            routed(plan);
        }
        return asked;
    }

    private void routed(CallPlan plan) {
        plan.reasons().forEach(book::tell);
        setup.on(new CallSetupEvent.Routed(plan)).ifPresent(this::carryOut);
    }

    private void carryOut(CallPlan plan) {
        if (plan instanceof CallPlan.Ring ring) {
            ifAnswerable(() -> ring(ring));
        } else if (plan instanceof CallPlan.Ask ask) {
            ifAnswerable(() -> offer(ask));
        } else if (plan instanceof CallPlan.Refuse refuse) {
            refuse(new CallEnd(refuse.reason(), refuse.sipStatus(), refuse.text()), Duration.ZERO);
        } else {
            throw new AssertionError(plan);
        }
    }

    /** Nobody is rung, or asked, for a caller whom nobody could answer. */
    private void ifAnswerable(Runnable step) {
        try {
            waiting()
                    .flatMap(CallerInvite::refusal)
                    .ifPresentOrElse(
                            why -> refuse(
                                    new CallEnd(EndReason.MEDIA_FAILED, why.status(), why.reason()), Duration.ZERO),
                            step);
        } catch (PortsExhaustedException full) {
            refuseBusy("No media port is free");
        }
    }

    private void ring(CallPlan.Ring plan) {
        book.shown(plan.callerNumber());
        PartyId callee = calleeParty(plan);
        Relayed relayed = relayedTo(callee);
        String number =
                relayed.anonymous() && plan.callerNumber().isEmpty() ? relayed.assertedNumber() : plan.callerNumber();
        Ringing ringing =
                new Ringing(number, incoming.callerName(), services.patience().noAnswer(), relayed, diversions(plan));
        call.roster().add(callee, CALLEE, ringing).on(new ParticipantEvent.Invited(plan));
    }

    /** The phones of an identity with several numbers learn which of them was called (RFC 7315, section 4.2). */
    private Relayed relayedTo(PartyId callee) {
        Relayed relayed = incoming.relayed();
        boolean number = PartyId.phone(incoming.dialled()).kind() == PartyId.Kind.PHONE;
        if (!number || callee.kind() != PartyId.Kind.IDENTITY) {
            return relayed;
        }
        List<PassedHeader> headers = new ArrayList<>(relayed.headers());
        headers.add(new PassedHeader(
                "P-Called-Party-ID", "<tel:" + PartyId.phone(incoming.dialled()).value() + ">"));
        return new Relayed(relayed.anonymous(), relayed.assertedNumber(), headers);
    }

    /** An application that sends the caller elsewhere forwards the call from its number. */
    private List<Diversion> diversions(CallPlan.Ring plan) {
        return plan.diversions().isEmpty()
                ? asked.map(number -> new Diversion(number, "deflection")).stream()
                        .toList()
                : plan.diversions();
    }

    private PartyId calleeParty(CallPlan.Ring plan) {
        Destination first = plan.waves().get(0).destinations().get(0);
        return first.kind() == LegKindName.IDENTITY ? PartyId.of(first.name()) : PartyId.phone(incoming.dialled());
    }

    private void offer(CallPlan.Ask ask) {
        asked = Optional.of(ask.dialled());
        ring();
        Applications.Offer offer = new Applications.Offer(
                call.id(), call.tenant(), ask.application(), callerParty(), incoming.callerName(), ask.dialled());
        new ApplicationOffer(services, loop).make(offer, book, this::withdraw);
    }

    private void withdraw(String why) {
        if (isOffered()) {
            routed(new CallPlan.Refuse(EndReason.NO_ANSWER, 480, why, List.of(why)));
        }
    }

    /** The caller hears that it rings. */
    void ring() {
        book.rang();
        progress(CallerInvite.RINGING);
    }

    /** The caller hears how far it got: each provisional response once. */
    void progress(int status) {
        waiting().filter(invite -> invite.progress(status)).ifPresent(told -> book.tell(CALLER, status + " sent"));
    }

    /** Has the caller hear somebody before they answer; false when that cannot be. */
    boolean hearEarly(CodecName codec) {
        Optional<CallerInvite> agreed =
                waiting().filter(invite -> invite.agree(codec).isEmpty());
        agreed.ifPresent(invite -> {
            caller().sitEarly();
            book.rang();
            book.tell(CALLER, "183 with early media sent");
            invite.early();
        });
        return agreed.isPresent();
    }

    /** Somebody answered in this codec: so is the caller; why not when their media cannot be agreed. */
    Optional<Refused> answered(CodecName codec) {
        Optional<Refused> refused = waiting().flatMap(invite -> invite.agree(codec));
        if (refused.isEmpty() && waiting().isPresent()) {
            setup.on(new CallSetupEvent.Joined());
            caller().on(new ParticipantEvent.Accepted());
        }
        return refused;
    }

    /** Answers the caller for the application that was asked; when that cannot be, the call ends. */
    public void accept() {
        CallerInvite invite = waiting().orElseThrow();
        Optional<Refused> refused = invite.agree(invite.firstCodec());
        setup.on(new CallSetupEvent.Accepted());
        if (refused.isPresent()) {
            call.end(new CallEnd(
                    EndReason.MEDIA_FAILED,
                    refused.get().status(),
                    refused.get().reason()));
        } else {
            caller().on(new ParticipantEvent.Accepted());
        }
    }

    private Optional<CallerInvite> waiting() {
        return Optional.ofNullable(caller).filter(Participant::isWaiting).flatMap(Participant::invite);
    }

    private Participant caller() {
        if (caller == null) {
            throw new IllegalStateException("the caller of " + call.id() + " has no leg");
        }
        return caller;
    }

    void over() {
        setup.on(new CallSetupEvent.Over());
    }
}
