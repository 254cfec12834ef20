package dev.tandem.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One side of a call: a dialog, from INVITE to BYE (RFC 3261, sections 12 to 15).
 *
 * <p>Methods may be called from any thread, in practice the call loop that owns the call; they never block. A method that
 * makes no sense in the leg's present state does nothing but count, because the remote side may always have been faster.
 */
public interface SipLeg {

    /** The Call-ID header of the dialog. */
    String callId();

    /** The host its messages come from and go to, as the transport sees it; empty until the way there is known. */
    Optional<InetAddress> peer();

    /** Sends a provisional response, 180 or 183 (UAS, before the final response). */
    void progress(int status, Optional<String> sdp);

    /** Sends 200 with the answer, or with an offer when the INVITE had none (UAS); retransmitted until the ACK. */
    void answer(String sdp);

    /** Sends a final refusal, 300 to 699, with a reason phrase (UAS). */
    default void reject(int status, String reason) {
        reject(status, reason, Duration.ZERO, Optional.empty());
    }

    /**
     * The same, and says when it is worth trying again (Retry-After, section 20.33): whoever sent the INVITE then leaves
     * this gateway alone for so long, so it belongs to what is true of all calls.
     *
     * @param retryAfter whole seconds; zero says nothing
     * @param why what another leg said of it; empty: nothing
     */
    void reject(int status, String reason, Duration retryAfter, Optional<Reason> why);

    /**
     * Ends the leg whatever its state: CANCEL before the answer (after the first provisional, section 9.1), BYE after it.
     * {@link SipLegEvent.Ended} follows.
     */
    default void hangUp() {
        hangUp(Optional.empty());
    }

    /** The same, and says why in that request (RFC 3326). */
    void hangUp(Optional<Reason> why);

    /** Sends a re-INVITE with a new offer; {@link SipLegEvent.OfferAnswered} or {@code OfferRefused} follows. */
    void reoffer(String sdp);

    /** Sends a digit as INFO ({@code application/dtmf-relay}), once the dialog stands; nothing comes of a refusal. */
    void sendDigit(char digit, int durationMillis);

    /** Answers the offer of {@link SipLegEvent.OfferReceived}, or offers after {@link SipLegEvent.OfferWanted}, with 200. */
    void answerOffer(String sdp);

    /** Refuses what either of them asks for, e.g. with 488; the session goes on as it was. */
    void refuseOffer(int status);
}
