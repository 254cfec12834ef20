package dev.tandem.number;

/** A town with numbers on sale. Area code: one of the town's, empty text when it has none. */
public record Locality(Place place, String areaCode) {}
