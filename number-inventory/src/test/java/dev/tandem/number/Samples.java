package dev.tandem.number;

/** What the tests ask for again and again. */
final class Samples {
    static final String TENANT = "tenant-a";
    static final String OTHER_TENANT = "tenant-b";

    private Samples() {}

    static StockRange seattle(int count) {
        return new StockRange(
                new E164("+12065550100"),
                new E164("+12065550100").plus(count - 1),
                NumberType.GEOGRAPHIC,
                Capabilities.CALLS,
                Price.of("1.00", "USD"),
                new Place("Seattle", "WA", "Washington"),
                "");
    }

    static Search geographic(int quantity) {
        return inArea("", quantity);
    }

    static Search inArea(String areaCode, int quantity) {
        return new Search(
                "US", NumberType.GEOGRAPHIC, AssignmentType.APPLICATION, Capabilities.CALLS, areaCode, quantity);
    }
}
