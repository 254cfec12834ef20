package dev.tandem.event;

import dev.tandem.outbound.client.OutboundClient.NoReply;
import dev.tandem.outbound.client.OutboundClient.Reply;
import java.time.Duration;
import java.util.Optional;

/** What one attempt to deliver an event came to. */
sealed interface Verdict {

    /** The receiver has it. */
    record Delivered() implements Verdict {}

    /** Send it again, not before {@code pause}, if the receiver named one. */
    record Again(String reason, Optional<Duration> pause) implements Verdict {}

    /** Sending it again is useless. */
    record Dead(String reason) implements Verdict {}

    /** The longest wait a receiver may ask for (Retry-After, RFC 9110, section 10.2.3). */
    Duration WAIT_MAX = Duration.ofHours(1);

    /** By the reply: 2xx is delivered, 410 says never again, everything else may be mended at the receiver's side. */
    static Verdict of(Reply reply) {
        if (reply.isSuccess()) {
            return new Delivered();
        }
        String reason = "The receiver answered " + reply.status() + ".";
        return reply.status() == 410 ? new Dead(reason) : new Again(reason, retryAfter(reply));
    }

    /** Without a reply. */
    static Verdict of(NoReply fault) {
        String reason = String.valueOf(fault.getMessage());
        return fault.forGood() ? new Dead(reason) : new Again(reason, Optional.empty());
    }

    private static Optional<Duration> retryAfter(Reply reply) {
        String text = reply.headers().getOrDefault("retry-after", "");
        if (!text.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(text));
        return Optional.of(asked.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : asked);
    }
}
