package dev.tandem.sip.endpoint;

import dev.tandem.sip.leg.Leg;
import dev.tandem.sip.message.Capabilities;
import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.registrar.Registrar;
import dev.tandem.sip.transaction.ServerTransaction;
import dev.tandem.sip.transaction.TransactionUser;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives each message to whom it is for: a leg, by our tag, the registrar, or who takes calls (RFC 3261, section 8). */
final class UserAgentCore implements TransactionUser {
    private static final OutgoingResponse NO_SUCH_CALL = OutgoingResponse.of(481, "Call Does Not Exist");

    private final Legs legs;
    private final IncomingCalls calls;
    private final Registrar registrar;
    private final Counters counters;
    private final Consumer<RequestText> proofs;
    private final Clock clock;

    /** @param proofs hears of each REGISTER that was accepted */
    UserAgentCore(
            Legs legs,
            IncomingCalls calls,
            Registrar registrar,
            Counters counters,
            Consumer<RequestText> proofs,
            Clock clock) {
        this.legs = legs;
        this.calls = calls;
        this.registrar = registrar;
        this.counters = counters;
        this.proofs = proofs;
        this.clock = clock;
    }

    @Override
    public void request(ServerTransaction transaction) {
        IncomingRequest request = transaction.request();
        if (request.toTag().isEmpty()) {
            outsideDialog(transaction, request);
        } else {
            leg(request)
                    .ifPresentOrElse(
                            leg -> leg.received(transaction), () -> transaction.answerWithoutState(NO_SUCH_CALL));
        }
    }

    @Override
    public void ack(IncomingRequest ack) {
        leg(ack).ifPresent(leg -> leg.acknowledged(ack));
    }

    private Optional<Leg> leg(IncomingRequest request) {
        return legs.find(request.toTag()).filter(leg -> leg.callId().equals(request.callId()));
    }

    /** What needs no proof ended at the threshold. */
    private void outsideDialog(ServerTransaction transaction, IncomingRequest request) {
        switch (request.method()) {
            case "INVITE" -> calls.received(transaction);
            case "REGISTER" -> register(transaction, request.received());
            default -> transaction.answerWithoutState(Capabilities.notAllowed());
        }
    }

    private void register(ServerTransaction transaction, RequestText register) {
        OutgoingResponse response = registrar.answer(register, clock.instant());
        if (response.status() < 300) {
            proofs.accept(register);
            transaction.answer(response);
        } else {
            transaction.answerWithoutState(response);
        }
    }

    /** A 2xx to an INVITE of ours goes on to its leg: sent again, or from another fork (section 13.2.2.4). */
    @Override
    public void response(IncomingResponse response) {
        Optional<Leg> leg = response.acceptsInvite()
                ? legs.findAnswered(response.fromTag())
                        .filter(each -> each.callId().equals(response.callId()))
                : Optional.empty();
        leg.ifPresentOrElse(each -> each.acceptedAgain(response), counters.dropped::increment);
    }
}
