package dev.tandem.call;

import dev.tandem.media.LegKind;
import dev.tandem.media.Offered;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.SdpOutcome.Refused;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.Reason;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The INVITE of whoever placed the call, until it is answered or refused (RFC 3261, section 13.3): what they offered, and
 * our one answer to it; or, when the INVITE brought no offer, the offer that our 200 brings. Owned by the call loop.
 */
final class CallerInvite {

    /** The provisional response of a phone that rings. */
    static final int RINGING = 180;

    /** The one of a network that has more to say than that. */
    static final int PROGRESS = 183;

    private final IncomingInvite invite;
    private final Optional<Offered> offered;
    private final CallLeg leg;
    private final LegKind kind;
    private @Nullable String answer;
    /** What the other speaks, so that it comes first where the offer is ours. */
    private List<CodecName> others = List.of();

    private final BitSet told = new BitSet();

    /** An INVITE whose offer, if it brought one, could be read. */
    CallerInvite(IncomingInvite invite, Optional<Offered> offered, CallLeg leg) {
        this.invite = invite;
        this.offered = offered;
        this.leg = leg;
        kind = kindOf(offered);
    }

    /** What to speak to a caller who offered this; plain RTP to one who offered nothing. */
    static LegKind kindOf(Optional<Offered> offered) {
        return offered.map(Offered::kind).orElse(LegKind.RTP);
    }

    /** What they offered. */
    Optional<Offered> offered() {
        return offered;
    }

    /** Their own first choice, which is as good as any when nobody else's counts. */
    CodecName firstCodec() {
        return offered.map(Offered::codecs).orElse(List.of(CodecName.PCMU)).get(0);
    }

    /** Why their offer cannot be answered whoever answers; empty when it can, or there is none. */
    Optional<Refused> refusal() {
        return answer == null ? invite.offer().flatMap(leg.media()::refusal) : Optional.empty();
    }

    /** Makes the answer, once: an early answer stays as it is (RFC 3261, section 13.2.1). */
    Optional<Refused> agree(CodecName othersCodec) {
        others = List.of(othersCodec);
        if (answer != null || invite.offer().isEmpty()) {
            return Optional.empty();
        }
        SdpOutcome outcome = leg.media().answer(invite.offer().get(), MediaChoice.toAnswer(kind, othersCodec));
        if (outcome instanceof SdpOutcome.Agreed agreed) {
            answer = agreed.sdp();
            return Optional.empty();
        }
        if (outcome instanceof Refused refused) {
            return Optional.of(refused);
        }
        throw new AssertionError(outcome);
    }

    /** Passes on that it rings, is forwarded, queued or under way (180 to 183); true the first time. */
    boolean progress(int status) {
        boolean first = status >= RINGING && status <= PROGRESS && !told.get(status - RINGING);
        if (first) {
            told.set(status - RINGING);
            invite.leg().progress(status, Optional.empty());
        }
        return first;
    }

    /** Lets them hear what was agreed early. */
    void early() {
        invite.leg().progress(183, Optional.ofNullable(answer));
    }

    /** Answers: the answer, or our own offer to a caller who sent none. */
    void accept() {
        invite.leg().answer(answer != null ? answer : leg.offer(others));
    }

    /** Refuses; {@code retryAfter} zero says nothing of when to try again. */
    void reject(int status, String reason, Duration retryAfter, Optional<Reason> why) {
        invite.leg().reject(status, reason, retryAfter, why);
    }
}
