package dev.tandem.number.store;

import dev.tandem.number.E164;
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

    @Embedded
    TermsColumns terms;

    @Column(name = "area_code")
    String areaCode;

    @Column(name = "quantity")
    int quantity;

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
        this.terms = new TermsColumns(
                search.country(), search.type(), search.assignmentType(), search.capabilities(), reservation.price());
        this.areaCode = search.areaCode();
        this.quantity = search.quantity();
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
                search(),
                heldNumbers(),
                terms.price.toPrice(),
                createdAt,
                expiresAt);
    }

    private Search search() {
        return new Search(
                terms.country,
                terms.type,
                terms.assignmentType,
                terms.capabilities.toCapabilities(),
                areaCode,
                quantity);
    }

    private List<E164> heldNumbers() {
        return Stream.of(numbers.split(","))
                .filter(text -> !text.isEmpty())
                .map(E164::new)
                .toList();
    }
}
