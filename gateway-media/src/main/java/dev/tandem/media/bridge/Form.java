package dev.tandem.media.bridge;

import dev.tandem.media.codec.CodecName;
import java.util.Optional;

/**
 * In which form somebody in a conference hears it.
 *
 * @param codec what it is encoded with; empty for parties inside the process
 * @param sampleRateHz the rate of what is encoded or heard
 */
record Form(Optional<CodecName> codec, int sampleRateHz) {

    @Override
    public String toString() {
        return codec.map(CodecName::name).orElse("party") + "(" + sampleRateHz + ")";
    }
}
