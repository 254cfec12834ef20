package dev.tandem.call;

import dev.tandem.media.LegKind;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.Offered;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.SdpOutcome.Refused;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.IncomingInvite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The INVITE of whoever placed the call, until it is answered or refused (RFC 3261, section 13.3): what they offered, and
 * our one answer to it; or, when the INVITE brought no offer, the offer that our 200 brings. Owned by the call loop.
 */
final class CallerInvite {

    private final IncomingInvite invite;
    private final Optional<Offered> offered;
    private final MediaLeg media;
    private final LegKind kind;
    private @Nullable String answer;
    private boolean ringing;

    /** An INVITE whose offer, if it brought one, could be read. */
    CallerInvite(IncomingInvite invite, Optional<Offered> offered, MediaLeg media) {
        this.invite = invite;
        this.offered = offered;
        this.media = media;
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

    /** Makes the answer, once: an early answer stays as it is (RFC 3261, section 13.2.1). */
    Optional<Refused> agree(CodecName othersCodec) {
        if (answer != null || invite.offer().isEmpty()) {
            return Optional.empty();
        }
        SdpOutcome outcome = media.answer(invite.offer().get(), MediaChoice.toAnswer(kind, othersCodec));
        if (outcome instanceof SdpOutcome.Agreed agreed) {
            answer = agreed.sdp();
            return Optional.empty();
        }
        if (outcome instanceof Refused refused) {
            return Optional.of(refused);
        }
        throw new AssertionError(outcome);
    }

    /** Tells them that it rings; true the first time. */
    boolean ring() {
        boolean first = !ringing;
        if (first) {
            ringing = true;
            invite.leg().progress(180, Optional.empty());
        }
        return first;
    }

    /** Lets them hear what was agreed early. */
    void early() {
        invite.leg().progress(183, Optional.ofNullable(answer));
    }

    /** Answers: the answer, or our own offer to a caller who sent none. */
    void accept() {
        String description =
                answer != null ? answer : media.offer(List.of(CodecName.PCMU, CodecName.PCMA, CodecName.OPUS));
        invite.leg().answer(description);
    }

    /** Refuses; {@code retryAfter} zero says nothing of when to try again. */
    void reject(int status, String reason, Duration retryAfter) {
        invite.leg().reject(status, reason, retryAfter);
    }
}
