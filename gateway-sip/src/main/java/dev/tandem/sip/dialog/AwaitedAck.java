package dev.tandem.sip.dialog;

import dev.tandem.sip.message.IncomingRequest;
import dev.tandem.sip.transaction.ServerTransaction;
import java.time.Duration;
import java.util.function.Consumer;

/** A 2xx of ours, sent again and again until its ACK is here (RFC 3261, section 13.3.1.4). */
final class AwaitedAck {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration WAIT_MAX = T1.multipliedBy(64);

    private final ServerTransaction invite;
    private final DialogUser user;
    private final Consumer<IncomingRequest> onAck;
    private boolean done;

    AwaitedAck(ServerTransaction invite, DialogUser user, Consumer<IncomingRequest> onAck) {
        this.invite = invite;
        this.user = user;
        this.onAck = onAck;
    }

    /** Starts after the 2xx was sent; {@code overdue} runs when no ACK came for 64*T1. */
    void start(Runnable overdue) {
        repeatAfter(T1);
        user.after(WAIT_MAX, () -> {
            if (!done) {
                done = true;
                overdue.run();
            }
        });
    }

    private void repeatAfter(Duration pause) {
        user.after(pause, () -> {
            if (!done) {
                invite.repeatAnswer();
                Duration doubled = pause.multipliedBy(2);
                repeatAfter(doubled.compareTo(T2) > 0 ? T2 : doubled);
            }
        });
    }

    /** An ACK of theirs; it may be for another 2xx. */
    void received(IncomingRequest ack) {
        if (!done && invite.request().cseq() == ack.cseq()) {
            done = true;
            onAck.accept(ack);
        }
    }

    void stop() {
        done = true;
    }
}
