package dev.tandem.media.offeranswer;

/** Whether a plain leg's media is encrypted with keys from its descriptions (SDES, RFC 4568). */
public enum SrtpPolicy {
    /** Never; a peer that insists is refused. */
    OFF,
    /** Where the peer can: offered beside plain RTP on the same line, which who does not know it passes over. */
    OPTIONAL,
    /** Always; a peer that cannot is refused. */
    REQUIRED
}
