package dev.tandem.number;

import dev.tandem.number.imports.StockRange;

/** What the tests ask for again and again. */
public final class Samples {
    public static final String TENANT = "tenant-a";
    public static final String OTHER_TENANT = "tenant-b";

    private Samples() {}

    public static StockRange seattle(int count) {
        return new StockRange(
                new E164("+12065550100"),
                new E164("+12065550100").plus(count - 1),
                NumberType.GEOGRAPHIC,
                Capabilities.CALLS,
                Price.of("1.00", "USD"),
                new Place("Seattle", "WA", "Washington"),
                "");
    }

    public static SearchCriteria geographic(int quantity) {
        return inArea("", quantity);
    }

    public static SearchCriteria inArea(String areaCode, int quantity) {
        return new SearchCriteria(
                "US", NumberType.GEOGRAPHIC, AssignmentType.APPLICATION, Capabilities.CALLS, areaCode, quantity);
    }
}
