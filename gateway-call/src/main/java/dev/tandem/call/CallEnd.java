package dev.tandem.call;

/**
 * How a call ended, or somebody's part in it.
 *
 * @param sipStatus the SIP status that says it best; 200 for an ordinary end
 * @param text its reason phrase, or a sentence of ours
 */
public record CallEnd(EndReason reason, int sipStatus, String text) {}
