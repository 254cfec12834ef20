package dev.tandem.sip.jain;

import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.message.Tokens;
import dev.tandem.sip.trunk.TrunkHealth;
import dev.tandem.sip.trunk.TrunkWatch;
import java.security.cert.CertificateExpiredException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;

/**
 * One OPTIONS to a trunk, to see whether it is there (RFC 3261, section 11). A transaction and nothing more: any answer
 * will do, and a challenge is one.
 */
final class OptionsPing {
    private static final int TIMEOUT = 408;
    private static final int UNAVAILABLE = 503;

    private final Context context;
    private final TrunkPeer peer;
    private final TrunkWatch watch;
    private final Clock clock;
    private final String callId = Tokens.callId();

    OptionsPing(Context context, TrunkPeer peer, TrunkWatch watch, Clock clock) {
        this.context = context;
        this.peer = peer;
        this.watch = watch;
        this.clock = clock;
    }

    /** Finds the way and asks. */
    void start() {
        Loop loop = context.loops().of(callId);
        var unused = Destination.locate(context, peer)
                .whenComplete((hop, failure) -> loop.execute(() -> located(Optional.ofNullable(hop), failure)));
    }

    private void located(Optional<Hops.To> hop, @Nullable Throwable failure) {
        if (hop.isPresent()) {
            context.flows()
                    .ofHost(hop.get().host())
                    .flatMap(flow -> flow.certificateEnd())
                    .ifPresent(end -> watch.learn(peer, health -> health.withCertificate(end)));
            send(hop.get());
        } else {
            certificateExpired(failure).ifPresent(now -> watch.learn(peer, health -> health.withCertificate(now)));
            failed();
        }
    }

    private void send(Hops.To hop) {
        String ourHost = context.address().facing(hop);
        String uri = "sip:" + peer.host() + ":" + peer.port();
        try {
            context.stack()
                    .send(
                            new RequestWriter("OPTIONS", uri)
                                    .header("Via", context.address().via(hop))
                                    .header("From", "<sip:tandem@" + ourHost + ">;tag=" + Tokens.tag())
                                    .header("To", "<" + uri + ">")
                                    .header("Call-ID", callId)
                                    .header("CSeq", "1 OPTIONS")
                                    .header("Contact", context.address().contact(hop))
                                    .header("Accept", "application/sdp")
                                    .header("User-Agent", context.settings().userAgent())
                                    .to(hop),
                            this);
        } catch (SipException unsent) {
            failed();
        }
    }

    /** A response came; provisional ones say nothing. */
    void answered(int status) {
        if (status == TIMEOUT || status == UNAVAILABLE) {
            failed();
        } else if (status >= 200) {
            Instant now = clock.instant();
            watch.learn(peer, health -> health.answered(now));
        }
    }

    /** None came, or none could. */
    void failed() {
        watch.learn(peer, TrunkHealth::failed);
    }

    /** A handshake that fails for this reason shows no certificate, but tells enough of it. */
    private Optional<Instant> certificateExpired(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return Optional.of(clock.instant());
            }
        }
        return Optional.empty();
    }
}
