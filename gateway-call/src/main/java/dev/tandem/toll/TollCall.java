package dev.tandem.toll;

/**
 * A call that somebody wants to place to the telephone network.
 *
 * @param callerId the number it shows; empty for none
 * @param trunk the trunk it tries first
 * @param destination +E.164
 */
public record TollCall(Payer payer, String callerId, String trunk, String destination) {}
