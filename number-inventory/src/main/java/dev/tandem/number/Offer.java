package dev.tandem.number;

/** What numbers of one kind in one country can do and cost. */
public record Offer(NumberType type, Capabilities capabilities, Price price) {}
