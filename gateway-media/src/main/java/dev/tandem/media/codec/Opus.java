package dev.tandem.media.codec;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.List;
import java.util.Optional;

/** The system's libopus by JNA direct mapping, which costs what C does. None comes with Tandem: a system keeps its own current. */
final class Opus {
    /** By the names of Debian and Fedora, of macOS and of Homebrew, which no loader searches by itself. */
    private static final List<String> LIBRARIES =
            List.of("libopus.so.0", "opus", "/opt/homebrew/lib/libopus.0.dylib", "/usr/local/lib/libopus.0.dylib");

    static final int OK = 0;
    static final int APPLICATION_VOIP = 2048;
    static final int SET_BITRATE = 4002;
    static final int SET_COMPLEXITY = 4010;
    static final int SET_INBAND_FEC = 4012;
    static final int SET_PACKET_LOSS_PERC = 4014;
    static final int SET_SIGNAL = 4024;
    static final int SET_PREDICTION_DISABLED = 4042;
    static final int SIGNAL_VOICE = 3001;

    private static final Optional<NativeLibrary> LIBRARY =
            LIBRARIES.stream().map(Opus::library).flatMap(Optional::stream).findFirst();

    static {
        LIBRARY.ifPresent(found -> Native.register(Opus.class, found));
    }

    private Opus() {}

    /** Whether a library was found on this machine. */
    static boolean available() {
        return LIBRARY.isPresent();
    }

    private static Optional<NativeLibrary> library(String name) {
        try {
            return Optional.of(NativeLibrary.getInstance(name));
        } catch (UnsatisfiedLinkError absent) {
            return Optional.empty();
        }
    }

    static native Pointer opus_encoder_create(int sampleRateHz, int channels, int application, IntByReference error);

    // The C function takes its value as a variable argument; on the 64-bit Linux ABIs an int travels the same way.
    static native int opus_encoder_ctl(Pointer encoder, int request, int value);

    static native int opus_encode(Pointer encoder, Pointer pcm, int frameSamples, Pointer payload, int octetsMax);

    static native void opus_encoder_destroy(Pointer encoder);

    static native Pointer opus_decoder_create(int sampleRateHz, int channels, IntByReference error);

    static native int opus_decoder_get_nb_samples(Pointer decoder, Pointer payload, int octets);

    static native int opus_decode(Pointer decoder, Pointer payload, int octets, Pointer pcm, int samplesMax, int fec);

    static native void opus_decoder_destroy(Pointer decoder);
}
