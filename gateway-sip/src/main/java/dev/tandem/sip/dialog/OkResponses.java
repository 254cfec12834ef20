package dev.tandem.sip.dialog;

import dev.tandem.sip.message.Body;
import dev.tandem.sip.message.Capabilities;
import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.message.OutgoingResponse;
import dev.tandem.sip.transaction.Failure;
import dev.tandem.sip.transaction.ServerTransaction;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The 200 responses of ours to INVITE and UPDATE: what they say, and their repetition until the ACK (RFC 3261, section
 * 13.3.1.4; RFC 4028, section 9). Owned by the loop of the Call-ID.
 */
final class OkResponses {
    private final DialogRequests requests;
    private final DialogUser user;
    private final SessionRefresh refresh;
    private Optional<AwaitedAck> awaitedAck = Optional.empty();

    OkResponses(DialogRequests requests, DialogUser user, SessionRefresh refresh) {
        this.requests = requests;
        this.user = user;
        this.refresh = refresh;
    }

    /**
     * Accepts a request, and agrees to the session timer it asks for.
     *
     * @param onAck hears of the ACK of an INVITE
     * @param overdue runs when there was none in time
     */
    void send(ServerTransaction transaction, Body body, Consumer<IncomingRequest> onAck, Runnable overdue) {
        if (!transaction.answer(ok(transaction.request()).with(body))) {
            user.lost(Failure.UNSENT);
        } else if (transaction.request().isInvite()) {
            // A new INVITE says that they are done with the one before.
            stop();
            AwaitedAck ack = new AwaitedAck(transaction, user, onAck);
            awaitedAck = Optional.of(ack);
            ack.start(overdue);
        }
    }

    private OutgoingResponse ok(IncomingRequest request) {
        OutgoingResponse ok = new OutgoingResponse(200, "OK", Capabilities.headers(requests.contact()), Body.NONE);
        boolean supported = request.supports("timer");
        Optional<SessionTimer> timer = SessionTimer.answering(request.header("Session-Expires"), supported);
        if (timer.isEmpty()) {
            return ok;
        }
        refresh.start(timer.get());
        OutgoingResponse agreed = ok.with("Session-Expires", timer.get().answerHeader());
        return supported ? agreed.with("Require", "timer") : agreed;
    }

    /** An ACK of theirs. */
    void received(IncomingRequest ack) {
        awaitedAck.ifPresent(awaited -> awaited.received(ack));
    }

    void stop() {
        awaitedAck.ifPresent(AwaitedAck::stop);
    }
}
