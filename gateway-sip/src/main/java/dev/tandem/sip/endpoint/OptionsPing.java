package dev.tandem.sip.endpoint;

import dev.tandem.sip.TrunkPeer;
import dev.tandem.sip.flow.Connection;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.message.IncomingResponse;
import dev.tandem.sip.message.OutgoingRequest;
import dev.tandem.sip.message.Tokens;
import dev.tandem.sip.transaction.Failure;
import dev.tandem.sip.transaction.ResponseListener;
import dev.tandem.sip.trunk.TrunkHealth;
import dev.tandem.sip.trunk.TrunkWatch;
import java.security.cert.CertificateExpiredException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One OPTIONS to a trunk, to see whether it is there (RFC 3261, section 11). A transaction and nothing more: any answer
 * will do, and a challenge is one.
 */
final class OptionsPing implements ResponseListener {
    private static final int TIMEOUT = 408;
    private static final int UNAVAILABLE = 503;

    private final Network network;
    private final TrunkPeer peer;
    private final TrunkWatch watch;
    private final Clock clock;
    private final String callId = Tokens.callId();

    OptionsPing(Network network, TrunkPeer peer, TrunkWatch watch, Clock clock) {
        this.network = network;
        this.peer = peer;
        this.watch = watch;
        this.clock = clock;
    }

    /** Finds the way and asks. */
    void start() {
        Loop loop = network.loops().of(callId);
        var unused = network.destinations()
                .locate(peer)
                .whenComplete((hop, failure) -> loop.execute(() -> located(Optional.ofNullable(hop), failure)));
    }

    private void located(Optional<Hop> hop, @Nullable Throwable failure) {
        if (hop.isPresent()) {
            network.flows()
                    .ofHost(hop.get().host())
                    .flatMap(Connection::certificateEnd)
                    .ifPresent(end -> watch.learn(peer, health -> health.withCertificate(end)));
            send(hop.get());
        } else {
            certificateExpired(failure).ifPresent(now -> watch.learn(peer, health -> health.withCertificate(now)));
            failed();
        }
    }

    private void send(Hop hop) {
        String uri = "sip:" + peer.host() + ":" + peer.port();
        OutgoingRequest options = new OutgoingRequest("OPTIONS", uri)
                .header("From", "<sip:tandem@" + network.address().facing(hop) + ">;tag=" + Tokens.tag())
                .header("To", "<" + uri + ">")
                .header("Call-ID", callId)
                .header("CSeq", "1 OPTIONS")
                .header("Contact", network.address().contact(hop))
                .header("Accept", "application/sdp");
        network.transactions().send(options, hop, this);
    }

    @Override
    public void response(IncomingResponse response) {
        int status = response.status();
        if (status == TIMEOUT || status == UNAVAILABLE) {
            failed();
        } else if (status >= 200) {
            Instant now = clock.instant();
            watch.learn(peer, health -> health.answered(now));
        }
    }

    @Override
    public void failed(Failure why) {
        failed();
    }

    private void failed() {
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
