package dev.tandem.call;

import dev.tandem.media.LegKind;
import dev.tandem.media.Offered;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.OutgoingInvite.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which codecs to offer and prefer on each leg.
 *
 * <p>Browsers get Opus first: it survives loss, and their networks lose. Everyone else gets what the other leg speaks
 * first, so that packets can be relayed without transcoding; beside a browser, which is transcoded anyway, what its trunk
 * lists first.
 */
final class MediaChoice {

    /** For browsers and softphones. */
    static final List<CodecName> OPUS_FIRST = List.of(CodecName.OPUS, CodecName.G722, CodecName.PCMU, CodecName.PCMA);

    private MediaChoice() {}

    /** Browsers register over WebSocket and speak WebRTC; all others plain RTP. */
    static LegKind kindOf(Target target) {
        return target instanceof Target.Contact contact
                        && contact.binding().transport().startsWith("ws")
                ? LegKind.WEBRTC
                : LegKind.RTP;
    }

    static List<CodecName> toOffer(List<CodecName> allowed, LegKind kind, Optional<Offered> callerOffered) {
        if (kind == LegKind.WEBRTC) {
            return OPUS_FIRST;
        }
        Set<CodecName> ordered = new LinkedHashSet<>();
        callerOffered.filter(offer -> offer.kind() == LegKind.RTP).ifPresent(offer -> ordered.addAll(offer.codecs()));
        ordered.retainAll(allowed);
        ordered.addAll(allowed);
        return new ArrayList<>(ordered);
    }

    static List<CodecName> toAnswer(LegKind kind, CodecName calleeCodec) {
        return kind == LegKind.WEBRTC ? OPUS_FIRST : List.of(calleeCodec);
    }
}
