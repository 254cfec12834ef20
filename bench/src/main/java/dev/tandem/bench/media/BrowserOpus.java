package dev.tandem.bench.media;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/** The part of libopus that a sender at any rate needs; the engine's own encoder knows only one. */
final class BrowserOpus {
    static {
        Native.register(BrowserOpus.class, NativeLibrary.getInstance("libopus.so.0"));
    }

    private BrowserOpus() {}

    static native Pointer opus_encoder_create(int sampleRateHz, int channels, int application, IntByReference error);

    static native int opus_encoder_ctl(Pointer encoder, int request, int value);

    static native int opus_encode(Pointer encoder, short[] pcm, int samples, byte[] payload, int octetsMax);

    static native void opus_encoder_destroy(Pointer encoder);
}
