package dev.tandem.call;

import dev.tandem.media.Bridge;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.SdpOutcome.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins the caller's media with that of whoever answers, or is heard before they do. Owned by the call loop. */
final class CallerBridge {

    private final CallPorts ports;
    private final CallerMedia caller;
    private @Nullable Bridge bridge;
    private @Nullable CallLeg joined;

    CallerBridge(CallPorts ports, CallerMedia caller) {
        this.ports = ports;
        this.caller = caller;
    }

    CallerMedia caller() {
        return caller;
    }

    /** Lets the caller hear a branch before it answers; false when that cannot be. */
    boolean early(CallLeg callee, String sdp) {
        boolean agreed = callee.media().accept(sdp) instanceof SdpOutcome.Agreed answer
                && caller.answer(answer.codec()).isEmpty();
        if (agreed) {
            join(callee);
        }
        return agreed;
    }

    /** Joins the caller with a branch that answered; returns why not when their media cannot be agreed. */
    Optional<Refused> connect(CallLeg callee, String sdp) {
        SdpOutcome outcome = callee.media().accept(sdp);
        if (outcome instanceof Refused refused) {
            return Optional.of(refused);
        }
        Optional<Refused> refused = caller.answer(((SdpOutcome.Agreed) outcome).codec());
        if (refused.isEmpty()) {
            join(callee);
        }
        return refused;
    }

    private void join(CallLeg callee) {
        if (!callee.equals(joined)) {
            part();
            bridge = ports.bridge(caller.leg(), callee.media());
            joined = callee;
        }
    }

    /** Parts them; their media stays open. */
    void part() {
        if (bridge != null) {
            bridge.close();
        }
    }
}
