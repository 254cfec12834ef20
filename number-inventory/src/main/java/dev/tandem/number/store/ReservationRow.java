package dev.tandem.number.store;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
import dev.tandem.number.Price;
import dev.tandem.number.Reservation;
import dev.tandem.number.Search;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A search and what it found. The numbers never change, so they are one text, not a table. */
@Entity(name = "Reservation")
@Table(name = "reservation")
public class ReservationRow {
    @Id
    @Column(name = "id")
    String id;

    @Column(name = "tenant_id")
    String tenant;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    Reservation.Status status;

    @Column(name = "country")
    String country;

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    NumberType type;

    @Enumerated(EnumType.STRING)
    @Column(name = "assignment_type")
    AssignmentType assignmentType;

    @Enumerated(EnumType.STRING)
    @Column(name = "calling")
    Capability calling;

    @Enumerated(EnumType.STRING)
    @Column(name = "sms")
    Capability sms;

    @Column(name = "area_code")
    String areaCode;

    @Column(name = "quantity")
    int quantity;

    @Column(name = "amount")
    BigDecimal amount;

    @Column(name = "currency")
    String currency;

    @Column(name = "numbers")
    String numbers;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    /** For JPA. */
    protected ReservationRow() {}

    ReservationRow(Reservation reservation) {
        Search search = reservation.search();
        this.id = reservation.id();
        this.tenant = reservation.tenant();
        this.status = reservation.status();
        this.country = search.country();
        this.type = search.type();
        this.assignmentType = search.assignmentType();
        this.calling = search.capabilities().calling();
        this.sms = search.capabilities().sms();
        this.areaCode = search.areaCode();
        this.quantity = search.quantity();
        this.amount = reservation.price().amount();
        this.currency = reservation.price().currency();
        this.numbers = reservation.numbers().stream().map(E164::value).collect(Collectors.joining(","));
        this.createdAt = reservation.createdAt();
        this.expiresAt = reservation.expiresAt();
    }

    /** The reservation as it stands at {@code now}: a hold that has run out is expired, stored so or not. */
    Reservation at(Instant now) {
        boolean ranOut = status == Reservation.Status.HELD && !now.isBefore(expiresAt);
        return new Reservation(
                id,
                tenant,
                ranOut ? Reservation.Status.EXPIRED : status,
                new Search(country, type, assignmentType, new Capabilities(calling, sms), areaCode, quantity),
                heldNumbers(),
                new Price(amount, currency),
                createdAt,
                expiresAt);
    }

    private List<E164> heldNumbers() {
        return Stream.of(numbers.split(","))
                .filter(text -> !text.isEmpty())
                .map(E164::new)
                .toList();
    }
}
