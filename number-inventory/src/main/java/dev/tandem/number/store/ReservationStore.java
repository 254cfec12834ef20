package dev.tandem.number.store;

import dev.tandem.number.E164;
import dev.tandem.number.Reservation;
import dev.tandem.number.Search;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reservations, each visible to its tenant only. The numbers of one never change, so they are one text, not a table. */
@Singleton
public class ReservationStore {
    private static final String COLUMNS =
            "id, tenant_id, status, area_code, quantity, numbers, created_at, expires_at, " + Terms.COLUMNS;

    private final Sql sql;

    /** For the container. */
    @Inject
    public ReservationStore(Sql sql) {
        this.sql = sql;
    }

    /** Stores a new reservation. */
    public void add(Reservation reservation) {
        Search search = reservation.search();
        sql.insert(
                "reservation",
                COLUMNS,
                reservation.id(),
                reservation.tenant(),
                reservation.status(),
                search.areaCode(),
                search.quantity(),
                reservation.numbers().stream().map(E164::value).collect(Collectors.joining(",")),
                reservation.createdAt(),
                reservation.expiresAt(),
                search.country(),
                search.type(),
                search.assignmentType(),
                search.capabilities().calling(),
                search.capabilities().sms(),
                reservation.price().amount(),
                reservation.price().currency());
    }

    /** The reservation as it stands at {@code now}. */
    public Optional<Reservation> find(String tenant, String id, Instant now) {
        return sql.first(
                "select " + COLUMNS + " from reservation where id = ? and tenant_id = ?",
                row -> reservation(row, now),
                id,
                tenant);
    }

    /** A hold that has run out is expired, stored so or not. */
    private static Reservation reservation(ResultSet row, Instant now) throws SQLException {
        Terms terms = Terms.of(row);
        Reservation.Status status = Reservation.Status.valueOf(row.getString("status"));
        Instant expiresAt = Sql.instant(row, "expires_at");
        boolean ranOut = status == Reservation.Status.HELD && !now.isBefore(expiresAt);
        return new Reservation(
                row.getString("id"),
                row.getString("tenant_id"),
                ranOut ? Reservation.Status.EXPIRED : status,
                new Search(
                        terms.country(),
                        terms.type(),
                        terms.assignmentType(),
                        terms.capabilities(),
                        row.getString("area_code"),
                        row.getInt("quantity")),
                numbers(row.getString("numbers")),
                terms.price(),
                Sql.instant(row, "created_at"),
                expiresAt);
    }

    private static List<E164> numbers(String joined) {
        return Stream.of(joined.split(","))
                .filter(text -> !text.isEmpty())
                .map(E164::new)
                .toList();
    }

    /** Ends a hold that has time left. True for the one caller who ended it. */
    public boolean end(String id, Reservation.Status status, Instant now) {
        return sql.update(
                        "update reservation set status = ? where id = ? and status = ? and expires_at > ?",
                        status,
                        id,
                        Reservation.Status.HELD,
                        now)
                == 1;
    }

    /** The status as it is stored, whatever the time. */
    public Reservation.Status status(String id) {
        return sql.first(
                        "select status from reservation where id = ?",
                        row -> Reservation.Status.valueOf(row.getString(1)),
                        id)
                .orElseThrow();
    }

    /** Turns a purchase under way back into what it is: too late. */
    public void expire(String id) {
        sql.update("update reservation set status = ? where id = ?", Reservation.Status.EXPIRED, id);
    }

    /** Forgets reservations made before a time, at most {@code max}. */
    public int forget(Instant before, int max) {
        return sql.update(
                "delete from reservation where id in (select id from reservation where created_at < ?" + " fetch first "
                        + max + " rows only)",
                before);
    }
}
