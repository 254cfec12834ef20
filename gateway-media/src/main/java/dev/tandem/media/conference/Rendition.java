package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.codec.FrameEncoder;
import dev.tandem.media.pcm.Converter;
import dev.tandem.media.pcm.SoftLimiter;
import org.jspecify.annotations.Nullable;

/**
 * A conference in one form: limited, at one rate, encoded. Everything is done once a frame at most, however many ask, and
 * nothing when nobody does. Shared by all who say nothing, and one of each speaker's own. Holds encoder state until closed.
 */
final class Rendition implements AutoCloseable {
    /** What hearers of a lossy form are taken to lose. */
    private static final int LOSS_PERCENT = 10;

    private static final int HALF_MILLIS = 10;

    private final Form form;
    private final SoftLimiter limiter = new SoftLimiter();
    private final Converter converter = new Converter();
    private @Nullable FrameEncoder encoder;
    private byte[] payload = new byte[0];
    private short[] limited = new short[0];
    private short[] frame = limited;
    private int length;
    private boolean rendered;
    private boolean encoded;
    private boolean broken;
    private long encodings;

    Rendition(Form form) {
        this.form = form;
    }

    /** The encoder, made when there is something to encode: many forms are passed through without. */
    private FrameEncoder encoder(CodecName codec) {
        FrameEncoder made = encoder;
        if (made == null) {
            made = Codecs.encoder(codec, form.sampleRateHz(), form.halved() ? HALF_MILLIS : CodecName.FRAME_MILLIS);
            if (form.lossy()) {
                made.expectLoss(LOSS_PERCENT);
            }
            payload = new byte[CodecName.PAYLOAD_OCTETS_MAX];
            encoder = made;
        }
        return made;
    }

    Form form() {
        return form;
    }

    /** A new frame begins. */
    void begin() {
        broken |= !encoded;
        rendered = false;
        encoded = false;
    }

    /** What is heard, of the mix of this frame. */
    short[] render(int[] mix) {
        if (!rendered) {
            rendered = true;
            limited = limited.length == mix.length ? limited : new short[mix.length];
            limiter.limit(mix, limited);
            short[] converted = converter.convert(limited, form.sampleRateHz());
            // Hardly ever another array, and a collector asks a price for each reference written.
            if (frame != converted) {
                frame = converted;
            }
        }
        return frame;
    }

    /** The frame just {@linkplain #render rendered}, with so much effort; the same octets for all who ask. */
    byte[] payload(int complexity) {
        if (!encoded && form.codec().isPresent()) {
            FrameEncoder coding = encoder(form.codec().get());
            encoded = true;
            encodings++;
            if (broken) {
                coding.independent();
                broken = false;
            }
            coding.complexity(complexity);
            length = coding.encode(frame, payload);
        }
        return payload;
    }

    /** Octets of the payload. */
    int length() {
        return length;
    }

    /** How often it was encoded. */
    long encodings() {
        return encodings;
    }

    /** Somebody comes to hear this who heard something else before: the next frame can be decoded without that. */
    void welcome() {
        broken = true;
    }

    /** Goes on for the one hearer of {@code before}, without a step. */
    void follow(Rendition before) {
        limiter.follow(before.limiter);
        converter.follow(before.converter);
        broken = true;
    }

    @Override
    public void close() {
        if (encoder != null) {
            encoder.close();
        }
    }
}
