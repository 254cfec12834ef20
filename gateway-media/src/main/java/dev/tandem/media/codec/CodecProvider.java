package dev.tandem.media.codec;

/**
 * Brings a codec that does not come with the gateway, because its licence or its patents do not allow it: G.729. Found by
 * {@link java.util.ServiceLoader}; the first provider of a codec is used. Any thread; what it makes has one owner.
 */
public interface CodecProvider {

    /** What it brings. */
    CodecName codec();

    /** A new encoder of 20 ms frames. */
    FrameEncoder encoder();

    /** A new decoder. */
    FrameDecoder decoder();

    /** The payload of 20 ms of silence. */
    byte[] silence();
}
