package dev.tandem.number.stock;

import dev.tandem.number.Place;

/** Where a number belongs: what it offers, and where it comes from. Texts are empty where there is none. */
public record Shelf(
        String country, String areaCode, int digits, Place place, Offer offer, String trunk, String provider) {
    /** The row of a shelf, and of its offer. */
    public record Key(int id, int offerId) {}
}
