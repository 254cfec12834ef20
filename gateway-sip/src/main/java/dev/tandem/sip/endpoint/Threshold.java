package dev.tandem.sip.endpoint;

import dev.tandem.sip.message.Capabilities;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.message.RequestText;
import dev.tandem.sip.message.StatelessResponse;
import dev.tandem.sip.registrar.Registrar;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Answers what shows nothing of who sent it - neither a user's flow, nor a trunk's address, nor credentials - and what needs
 * no proof, before it is parsed and without keeping anything (RFC 3261, sections 8.2.7 and 11.2). On the loops.
 */
final class Threshold {
    private static final OutgoingResponse NO_SUCH_CALL = OutgoingResponse.of(481, "Call Does Not Exist");

    private static final OutgoingResponse EXPIRED = OutgoingResponse.of(403, "The access token has expired");

    private final IncomingCalls calls;
    private final Registrar registrar;
    private final TrunkPings pings;
    private final Clock clock;

    Threshold(IncomingCalls calls, Registrar registrar, TrunkPings pings, Clock clock) {
        this.calls = calls;
        this.registrar = registrar;
        this.pings = pings;
        this.clock = clock;
    }

    /** Whether a request that passed the checks ends here. */
    boolean stops(RequestText request, Consumer<OutgoingResponse> answer) {
        Optional<String> toTag = request.toTag();
        if (toTag.isPresent()) {
            // The ACK of a refusal that was kept nowhere.
            return request.method().equals("ACK") && StatelessResponse.isTag(toTag.get());
        }
        if (isExpired(request)) {
            answer.accept(EXPIRED);
            return true;
        }
        switch (request.method()) {
            case "INVITE" -> {
                return calls.turnsAway(request, answer);
            }
            case "CANCEL" -> {
                return false;
            }
            case "REGISTER" -> {
                return challenges(request, answer);
            }
            case "OPTIONS" -> {
                pings.heard(request.source().getAddress(), request.transport());
                answer.accept(Capabilities.response());
            }
            case "BYE", "UPDATE", "INFO" -> answer.accept(NO_SUCH_CALL);
            case "ACK" -> {
                // It belongs to nothing.
            }
            default -> answer.accept(Capabilities.notAllowed());
        }
        return true;
    }

    /** What is under way goes on over such a flow, its CANCEL and ACK too; nothing new begins. */
    private boolean isExpired(RequestText request) {
        boolean begins = !request.method().equals("CANCEL") && !request.method().equals("ACK");
        return begins
                && request.provenUntil()
                        .filter(end -> !clock.instant().isBefore(end))
                        .isPresent();
    }

    private boolean challenges(RequestText register, Consumer<OutgoingResponse> answer) {
        if (register.flowUser().isPresent() || register.header("Authorization").isPresent()) {
            return false;
        }
        answer.accept(registrar.answer(register, clock.instant()));
        return true;
    }
}
