package dev.tandem.sip.endpoint;

import dev.tandem.sip.leg.Leg;
import dev.tandem.sip.message.Capabilities;
import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.registrar.Registrar;
import dev.tandem.sip.transaction.ServerTransaction;
import dev.tandem.sip.transaction.TransactionUser;
import java.time.Clock;
import java.util.Optional;

/** Gives each message to whom it is for: a leg, by our tag, the registrar, or who takes calls (RFC 3261, section 8). */
final class UserAgentCore implements TransactionUser {
    private static final OutgoingResponse NO_SUCH_CALL = OutgoingResponse.of(481, "Call Does Not Exist");

    private final Legs legs;
    private final IncomingCalls calls;
    private final Registrar registrar;
    private final TrunkPings pings;
    private final Counters counters;
    private final Clock clock;

    UserAgentCore(
            Legs legs, IncomingCalls calls, Registrar registrar, TrunkPings pings, Counters counters, Clock clock) {
        this.legs = legs;
        this.calls = calls;
        this.registrar = registrar;
        this.pings = pings;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public void request(ServerTransaction transaction) {
        IncomingRequest request = transaction.request();
        if (request.toTag().isEmpty()) {
            outsideDialog(transaction, request);
        } else {
            leg(request).ifPresentOrElse(leg -> leg.received(transaction), () -> transaction.answer(NO_SUCH_CALL));
        }
    }

    @Override
    public void ack(IncomingRequest ack) {
        leg(ack).ifPresent(leg -> leg.acknowledged(ack));
    }

    private Optional<Leg> leg(IncomingRequest request) {
        return legs.find(request.toTag()).filter(leg -> leg.callId().equals(request.callId()));
    }

    private void outsideDialog(ServerTransaction transaction, IncomingRequest request) {
        switch (request.method()) {
            case "INVITE" -> calls.received(transaction);
            case "REGISTER" -> transaction.answer(registrar.answer(request.received(), clock.instant()));
            case "OPTIONS" -> {
                pings.heard(
                        request.received().source().getAddress(),
                        request.received().transport());
                transaction.answer(Capabilities.response());
            }
            case "BYE", "UPDATE", "INFO" -> transaction.answer(NO_SUCH_CALL);
            default -> transaction.answer(Capabilities.notAllowed());
        }
    }

    /** A 2xx to an INVITE of ours goes on to its leg: sent again, or from another fork (section 13.2.2.4). */
    @Override
    public void response(IncomingResponse response) {
        Optional<Leg> leg = response.acceptsInvite() ? legs.findAnswered(response.fromTag()) : Optional.empty();
        leg.ifPresentOrElse(each -> each.acceptedAgain(response), counters.dropped::increment);
    }
}
