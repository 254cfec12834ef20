package dev.tandem.number;

/** Where geographic numbers belong: a town and the state or province around it; empty text where there is none. */
public record Place(String locality, String division, String divisionName) {
    /** Numbers that belong to a whole country. */
    public static final Place NATIONWIDE = new Place("", "", "");
}
