package dev.tandem.media.ice;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The lite side of one ICE session with one component (RFC 8445, sections 7.3 and 8.2): answers checks, learns from them
 * where the browser is, and takes their absence for the withdrawal of consent (RFC 7675).
 *
 * <p>The first valid check latches its path, so that DTLS need not wait for a nomination; a later check with
 * USE-CANDIDATE moves the session to its path.
 *
 * <p>Pure; owned by the loop of its port.
 */
public final class IceLiteAgent {

    /** How long consent lasts without a check (RFC 7675, section 5.1). */
    public static final long CONSENT_NANOS = 30_000_000_000L;

    private final IceCredentials local;
    private String remoteUfrag = "";
    private Optional<Path> selected = Optional.empty();
    private long lastCheckNanos;

    /**
     * What to do about a check.
     *
     * @param response the datagram to send back to where the check came from; empty for none
     * @param valid whether the check proved that the browser is at its source address
     */
    public record Verdict(Optional<ByteBuffer> response, boolean valid) {
        private static final Verdict IGNORED = new Verdict(Optional.empty(), false);

        private static Verdict of(byte[] response, boolean valid) {
            return new Verdict(Optional.of(ByteBuffer.wrap(response)), valid);
        }
    }

    /** An agent that answers to these credentials. */
    public IceLiteAgent(IceCredentials local) {
        this.local = local;
    }

    /** Our credentials. */
    public IceCredentials local() {
        return local;
    }

    /** From now on checks must name this ufrag as theirs; before, any does (RFC 8445, section 7.3). */
    public void remote(String ufrag) {
        remoteUfrag = ufrag;
    }

    /** Where to send; empty before the first valid check. */
    public Optional<Path> selected() {
        return selected;
    }

    /** Whether there was consent and it has run out. */
    public boolean consentExpired(long nowNanos) {
        return selected.isPresent() && nowNanos - lastCheckNanos > CONSENT_NANOS;
    }

    /** Judges one message that came over {@code from}. */
    public Verdict on(StunMessage message, Path from, long nowNanos) {
        if (!message.isBindingRequest()) {
            return Verdict.IGNORED;
        }
        int error = error(message);
        if (error != 0) {
            return Verdict.of(refusal(message, error), false);
        }
        lastCheckNanos = nowNanos;
        if (selected.isEmpty() || message.useCandidate()) {
            selected = Optional.of(from);
        }
        StunResponse response = StunResponse.success(message.transactionId()).xorMappedAddress(from.remote());
        return Verdict.of(response.integrity(local.pwd()).fingerprinted(), true);
    }

    /** The first reason to refuse, in the order of RFC 8489, sections 9.1.3 and 6.3.1; 0 for none. */
    private int error(StunMessage message) {
        if (!message.hasIntegrity() || message.username().isEmpty()) {
            return 400;
        }
        if (!usernameFits(message.username()) || !message.integrityHolds(local.pwd())) {
            return 401;
        }
        if (message.unknownAttributes().length > 0) {
            return 420;
        }
        // A lite agent is always controlled, whatever the tie-breaker says: the other side must yield.
        return message.controlled() ? 487 : 0;
    }

    private boolean usernameFits(String username) {
        return remoteUfrag.isEmpty()
                ? username.startsWith(local.ufrag() + ":")
                : username.equals(local.ufrag() + ":" + remoteUfrag);
    }

    private byte[] refusal(StunMessage message, int error) {
        byte[] id = message.transactionId();
        return switch (error) {
            case 400 -> StunResponse.error(id, 400, "Bad Request").fingerprinted();
            case 401 -> StunResponse.error(id, 401, "Unauthenticated").fingerprinted();
            case 420 ->
                StunResponse.error(id, 420, "Unknown Attribute")
                        .unknownAttributes(message.unknownAttributes())
                        .integrity(local.pwd())
                        .fingerprinted();
            default ->
                StunResponse.error(id, 487, "Role Conflict")
                        .integrity(local.pwd())
                        .fingerprinted();
        };
    }
}
