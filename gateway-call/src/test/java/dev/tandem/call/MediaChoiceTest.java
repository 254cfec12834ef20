package dev.tandem.call;

import static dev.tandem.media.codec.CodecName.G722;
import static dev.tandem.media.codec.CodecName.OPUS;
import static dev.tandem.media.codec.CodecName.PCMA;
import static dev.tandem.media.codec.CodecName.PCMU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.media.LegKind;
import dev.tandem.media.Offered;
import dev.tandem.media.codec.CodecName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaChoiceTest {
    private static final List<CodecName> TRUNK = List.of(G722, PCMU);

    @Test
    void aTrunkIsOfferedItsOwnCodecsInItsOwnOrderForABrowser() {
        assertThat(MediaChoice.toOffer(TRUNK, LegKind.RTP, offered(LegKind.WEBRTC, OPUS, PCMU, G722)))
                .isEqualTo(TRUNK);
        assertThat(MediaChoice.toOffer(TRUNK, LegKind.RTP, Optional.empty())).isEqualTo(TRUNK);
    }

    @Test
    void anotherRtpLegsCodecComesFirstSoThatItCanBeRelayed() {
        assertThat(MediaChoice.toOffer(TRUNK, LegKind.RTP, offered(LegKind.RTP, PCMA, PCMU)))
                .containsExactly(PCMU, G722);
    }

    @Test
    void aBrowserIsOfferedOpusFirstThenWhatElseIsWide() {
        assertThat(MediaChoice.toOffer(List.of(), LegKind.WEBRTC, offered(LegKind.RTP, G722)))
                .startsWith(OPUS, G722);
    }

    private static Optional<Offered> offered(LegKind kind, CodecName... codecs) {
        return Optional.of(new Offered(kind, List.of(codecs)));
    }
}
