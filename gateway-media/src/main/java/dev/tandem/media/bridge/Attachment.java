package dev.tandem.media.bridge;

/** What a leg's media is in: a bridge, or a seat of a conference. Owned by the media loop that owns the leg. */
public interface Attachment {

    /** The leg agreed on other media, or on some for the first time; or its peer sends another of the agreed codecs. */
    void reconsider(long nowNanos);

    /** Lets the leg go; idempotent. */
    void close();
}
