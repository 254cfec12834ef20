package dev.tandem.media.sdp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Descriptions that real browsers sent. */
public final class SdpFixtures {
    private SdpFixtures() {}

    /** The exact text of one. */
    public static String text(String name) {
        try (InputStream in = SdpFixtures.class.getResourceAsStream("/sdp/" + name + ".sdp")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same, read. */
    public static SessionDescription parse(String text) {
        return ((SdpParser.Parsed) SdpParser.parse(text)).description();
    }
}
