package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import java.util.Optional;

/**
 * In which form somebody in a conference hears it.
 *
 * @param codec what it is encoded with; empty for parties inside the process
 * @param sampleRateHz the rate of what is encoded or heard
 * @param halved whether frames are {@linkplain CodecName#halved encoded in halves}
 * @param lossy whether it is to repeat in each packet what the last one said, for hearers whose packets get lost
 */
record Form(Optional<CodecName> codec, int sampleRateHz, boolean halved, boolean lossy) {

    /** For hearers of usual packets that arrive. */
    Form(Optional<CodecName> codec, int sampleRateHz) {
        this(codec, sampleRateHz, false, false);
    }

    @Override
    public String toString() {
        return codec.map(CodecName::name).orElse("party") + "(" + sampleRateHz + ")";
    }
}
