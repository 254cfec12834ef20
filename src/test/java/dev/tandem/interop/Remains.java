package dev.tandem.interop;

import dev.tandem.call.CallDirectory;
import dev.tandem.gateway.Gateway;
import dev.tandem.media.MediaCounters;
import dev.tandem.sip.SipCounters;
import dev.tandem.testkit.Eventually;
import java.time.Duration;

/** What the gateway still holds: nothing, once all calls have ended. */
record Remains(int calls, int sipLegs, int dialogs, int flows, int mediaLegs, int bridges, int rtpPorts) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static Remains of(CallDirectory calls, Gateway gateway) {
        SipCounters sip = gateway.sip().counters();
        MediaCounters media = gateway.media().counters();
        return new Remains(
                calls.size(), sip.legs(), sip.dialogs(), sip.flows(), media.legs(), media.bridges(), media.rtpPorts());
    }

    /** Fails when something is left for long. */
    static void expectNone(CallDirectory calls, Gateway gateway) {
        Eventually.equal(PATIENCE, new Remains(0, 0, 0, 0, 0, 0, 0), () -> of(calls, gateway));
    }
}
