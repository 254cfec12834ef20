package dev.tandem.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

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
                calls.size(),
                sip.legs(),
                sip.dialogs(),
                sip.flows(),
                media.legs(),
                media.conferences(),
                media.rtpPorts());
    }

    /** Fails when something is left for long, or when the administrator is told otherwise. */
    static void expectNone(CallDirectory calls, Gateway gateway, Installation installation) {
        Eventually.equal(PATIENCE, new Remains(0, 0, 0, 0, 0, 0, 0), () -> of(calls, gateway));
        installation.admin().get("/calls?state=live").then().statusCode(200).body("value", hasSize(0));
        String metrics = installation
                .admin()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(metrics.lines())
                .contains("tandem_calls 0.0", "tandem_sip_legs 0.0", "tandem_media_legs 0.0")
                .contains("tandem_media_bridges 0.0", "tandem_media_rtp_ports 0.0");
    }
}
