package dev.tandem.media.codec;

import club.minnced.opus.util.OpusLibrary;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * libopus by JNA direct mapping, which costs what C does. The system's library first: the one bundled as embedded default
 * is years older.
 */
final class Opus {
    private static final Logger LOG = Logger.getLogger(Opus.class);
    private static final String SYSTEM_LIBRARY = "libopus.so.0";

    static final int OK = 0;
    static final int APPLICATION_VOIP = 2048;
    static final int SET_BITRATE = 4002;
    static final int SET_COMPLEXITY = 4010;
    static final int SET_INBAND_FEC = 4012;
    static final int SET_PACKET_LOSS_PERC = 4014;
    static final int SET_SIGNAL = 4024;
    static final int SET_PREDICTION_DISABLED = 4042;
    static final int SIGNAL_VOICE = 3001;

    private static final boolean AVAILABLE = load();

    private Opus() {}

    /** Whether a library was found on this machine. */
    static boolean available() {
        return AVAILABLE;
    }

    private static boolean load() {
        Optional<NativeLibrary> library = system().or(Opus::bundled);
        library.ifPresent(found -> Native.register(Opus.class, found));
        return library.isPresent();
    }

    private static Optional<NativeLibrary> system() {
        try {
            return Optional.of(NativeLibrary.getInstance(SYSTEM_LIBRARY));
        } catch (UnsatisfiedLinkError absent) {
            return Optional.empty();
        }
    }

    private static Optional<NativeLibrary> bundled() {
        try {
            OpusLibrary.loadFromJar();
            LOG.warn("No libopus on this system: using the bundled 1.1.2, which is old; install libopus0");
            return Optional.of(NativeLibrary.getInstance(System.getProperty("opus.lib")));
        } catch (IOException | UnsatisfiedLinkError | UnsupportedOperationException absent) {
            LOG.warn("No libopus for this platform: Opus will not be offered");
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
