package dev.tandem.number;

import java.math.BigDecimal;

/** What a number costs each month. Currency: ISO 4217. */
public record Price(BigDecimal amount, String currency) {
    private static final int MINOR_DIGITS = 2;

    /** The amount gets two digits after the point, or as many more as it needs, so that equal prices are equal. */
    public Price {
        BigDecimal shortest = amount.stripTrailingZeros();
        amount = shortest.setScale(Math.max(MINOR_DIGITS, shortest.scale()));
    }

    /** Reads a price such as {@code ("1.00", "USD")}. */
    public static Price of(String amount, String currency) {
        return new Price(new BigDecimal(amount), currency);
    }
}
