package dev.tandem.media.conference;

/**
 * What a leg is attached to: the conference it is a member of, or one voice inside the process. Owned by the media loop that
 * owns the leg.
 */
public interface Attachment {

    /** The leg agreed on other media, or on some for the first time; or its peer sends another of the agreed codecs. */
    void reconsider(long nowNanos);

    /** Lets the leg go; idempotent. */
    void close();
}
