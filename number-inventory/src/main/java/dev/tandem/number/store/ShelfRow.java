package dev.tandem.number.store;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.NumberType;
import dev.tandem.number.Offer;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** A group of numbers alike in all a buyer can ask for. */
@Entity(name = "Shelf")
@Table(name = "number_shelf")
public class ShelfRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "id")
    Long id;

    @Column(name = "country")
    String country;

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    NumberType type;

    @Column(name = "area_code")
    String areaCode;

    @Column(name = "locality")
    String locality;

    @Column(name = "division")
    String division;

    @Column(name = "division_name")
    String divisionName;

    @Enumerated(EnumType.STRING)
    @Column(name = "calling")
    Capability calling;

    @Enumerated(EnumType.STRING)
    @Column(name = "sms")
    Capability sms;

    @Column(name = "amount")
    BigDecimal amount;

    @Column(name = "currency")
    String currency;

    /** For JPA. */
    protected ShelfRow() {}

    ShelfRow(String country, String areaCode, Place place, Offer offer) {
        this.country = country;
        this.type = offer.type();
        this.areaCode = areaCode;
        this.locality = place.locality();
        this.division = place.division();
        this.divisionName = place.divisionName();
        this.calling = offer.capabilities().calling();
        this.sms = offer.capabilities().sms();
        this.amount = offer.price().amount();
        this.currency = offer.price().currency();
    }

    /** Key in {@code number_shelf}. */
    public long id() {
        return id;
    }

    /** What its numbers cost. */
    public Price price() {
        return new Price(amount, currency);
    }

    /** What its numbers can do. */
    public Capabilities capabilities() {
        return new Capabilities(calling, sms);
    }
}
