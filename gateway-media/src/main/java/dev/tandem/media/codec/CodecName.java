package dev.tandem.media.codec;

/** The audio codecs this engine speaks, by their registered encoding names (RFC 3551, RFC 7587). */
public enum CodecName {
    PCMU,
    PCMA,
    OPUS
}
