package dev.tandem.call;

import dev.tandem.media.LegKind;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.Offered;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.SdpOutcome.Refused;
import dev.tandem.media.codec.CodecName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caller's half of the offer/answer exchange: what was offered, and our one answer to it; or, when the INVITE brought
 * no offer, the offer that our 200 brings. Owned by the call loop.
 */
public final class CallerMedia {

    private final MediaLeg media;
    private final Optional<String> offer;
    private final LegKind kind;
    private final CodecName first;
    private @Nullable String answer;

    CallerMedia(MediaLeg media, Optional<String> offer, Optional<Offered> offered) {
        this.media = media;
        this.offer = offer;
        this.kind = kindOf(offered);
        this.first =
                offered.map(Offered::codecs).orElse(List.of(CodecName.PCMU)).get(0);
    }

    /** What to speak to a caller who offered this; plain RTP to one who offered nothing. */
    static LegKind kindOf(Optional<Offered> offered) {
        return offered.map(Offered::kind).orElse(LegKind.RTP);
    }

    MediaLeg leg() {
        return media;
    }

    /** Makes the answer, once: an early answer stays as it is (RFC 3261, section 13.2.1). */
    public Optional<Refused> answer(CodecName calleeCodec) {
        if (answer != null || offer.isEmpty()) {
            return Optional.empty();
        }
        SdpOutcome outcome = media.answer(offer.get(), MediaChoice.toAnswer(kind, calleeCodec));
        if (outcome instanceof SdpOutcome.Agreed agreed) {
            answer = agreed.sdp();
            return Optional.empty();
        }
        return Optional.of((Refused) outcome);
    }

    /** Makes the answer for a conference, where the caller's own first choice is as good as any. */
    public Optional<Refused> answer() {
        return answer(first);
    }

    /** The answer, once it is made. */
    Optional<String> answered() {
        return Optional.ofNullable(answer);
    }

    /** What our 200 carries: the answer, or our own offer to a caller who sent none. */
    public String finalDescription() {
        return answered().orElseGet(() -> media.offer(List.of(CodecName.PCMU, CodecName.PCMA, CodecName.OPUS)));
    }
}
