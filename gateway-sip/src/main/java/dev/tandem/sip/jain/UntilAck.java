package dev.tandem.sip.jain;

import dev.tandem.sip.flow.Connection;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;

/** Sends a 200 again and again until its ACK is here (RFC 3261, section 13.3.1.4). Owned by the loop of its leg. */
final class UntilAck {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);

    private final DialogLeg leg;
    private final SIPResponse response;
    private final Connection to;
    private boolean done;

    UntilAck(DialogLeg leg, SIPResponse response, Connection to) {
        this.leg = leg;
        this.response = response;
        this.to = to;
    }

    /** Starts after the first one was sent; {@code overdue} runs when no ACK came for 64*T1. */
    void start(Runnable overdue) {
        again(T1);
        leg.after(DialogLeg.PATIENCE, () -> {
            if (!done) {
                done = true;
                overdue.run();
            }
        });
    }

    private void again(Duration pause) {
        leg.after(pause, () -> {
            if (!done) {
                leg.context.stack().send(response, to);
                Duration doubled = pause.multipliedBy(2);
                again(doubled.compareTo(T2) > 0 ? T2 : doubled);
            }
        });
    }

    /** Whether this ACK ends it. */
    boolean acknowledged(long cseq) {
        if (done || response.getCSeq().getSeqNumber() != cseq) {
            return false;
        }
        done = true;
        return true;
    }

    void stop() {
        done = true;
    }
}
