package dev.tandem.number.store;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
import dev.tandem.number.Reservation;
import dev.tandem.number.Search;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
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

    @Embedded
    CapabilityColumns capabilities;

    @Column(name = "area_code")
    String areaCode;

    @Column(name = "quantity")
    int quantity;

    @Embedded
    PriceColumns price;

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
        this.capabilities = new CapabilityColumns(search.capabilities());
        this.areaCode = search.areaCode();
        this.quantity = search.quantity();
        this.price = new PriceColumns(reservation.price());
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
                new Search(country, type, assignmentType, capabilities.toCapabilities(), areaCode, quantity),
                heldNumbers(),
                price.toPrice(),
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
