package dev.tandem.number.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One number on its shelf. Changed only by the compare-and-set statements of {@link StockStore}. */
@Entity(name = "StockNumber")
@Table(name = "stock_number")
public class StockRow {
    /** An expired hold stays RESERVED until somebody needs the number; {@code free_from} tells. */
    enum Status {
        AVAILABLE,
        RESERVED,
        PURCHASED
    }

    @Id
    @Column(name = "number")
    String number;

    @Column(name = "shelf_id")
    long shelfId;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    Status status;

    @Column(name = "free_from")
    Instant freeFrom;

    @Column(name = "reservation_id")
    String reservationId;

    /** For JPA. */
    protected StockRow() {}
}
