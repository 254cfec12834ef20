package dev.tandem.number.store;

import dev.tandem.number.Price;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/** The two columns of a price. */
@Embeddable
class PriceColumns {
    @Column(name = "amount")
    BigDecimal amount;

    @Column(name = "currency")
    String currency;

    /** For JPA. */
    protected PriceColumns() {}

    PriceColumns(Price price) {
        this.amount = price.amount();
        this.currency = price.currency();
    }

    Price toPrice() {
        return new Price(amount, currency);
    }
}
