package dev.tandem.number.sale;

import dev.tandem.number.E164;
import dev.tandem.number.sql.Sql;
import dev.tandem.number.sql.Terms;
import dev.tandem.number.stock.AvailableNumber;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The reservations, each visible to its tenant only. Their tables are called {@code number_cart} and
 * {@code number_cart_item}, because {@code reservation} has the searches.
 */
@Singleton
public class ReservationStore {
    private static final String COLUMNS = "hold_id, tenant_id, id, status, created_at, expires_at";
    private static final String BY_ID = "select " + COLUMNS + " from number_cart where id = ? and tenant_id = ?";
    private static final String ITEM = "hold_id, number, calling_offered, sms_offered, " + Terms.COLUMNS;

    private final Sql sql;

    /** For the container. */
    @Inject
    public ReservationStore(Sql sql) {
        this.sql = sql;
    }

    /** Stores a new reservation; a collision when the tenant has one of this id. */
    public void add(Reservation reservation) {
        sql.insert(
                "number_cart",
                COLUMNS,
                reservation.holdId(),
                reservation.tenant(),
                reservation.id(),
                reservation.status(),
                reservation.createdAt(),
                reservation.expiresAt());
    }

    /** The reservation as it stands at {@code now}. */
    public Optional<Reservation> find(String tenant, String id, Instant now) {
        return read(BY_ID, tenant, id, now);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    public Optional<Reservation> lock(String tenant, String id, Instant now) {
        return read(BY_ID + " for update", tenant, id, now);
    }

    private Optional<Reservation> read(String statement, String tenant, String id, Instant now) {
        return sql.first(statement, row -> reservation(row, now), id, tenant)
                .map(reservation -> reservation.with(items(reservation.holdId())));
    }

    /** Without its items; one that has run out is expired, stored so or not. */
    private static Reservation reservation(ResultSet row, Instant now) throws SQLException {
        Reservation.Status status = Reservation.Status.valueOf(row.getString("status"));
        Instant expiresAt = Sql.instant(row, "expires_at");
        boolean ranOut = status == Reservation.Status.ACTIVE && !now.isBefore(expiresAt);
        return new Reservation(
                row.getString("id"),
                row.getString("hold_id"),
                row.getString("tenant_id"),
                ranOut ? Reservation.Status.EXPIRED : status,
                List.of(),
                Sql.instant(row, "created_at"),
                expiresAt);
    }

    private List<ReservedNumber> items(String holdId) {
        return sql.query(
                "select " + ITEM + " from number_cart_item where hold_id = ? order by number",
                ReservationStore::item,
                holdId);
    }

    private static ReservedNumber item(ResultSet row) throws SQLException {
        Terms terms = Terms.of(row);
        AvailableNumber number = new AvailableNumber(
                new E164(row.getString("number")),
                terms.country(),
                terms.type(),
                Terms.capabilities(row, "calling_offered", "sms_offered"),
                terms.price());
        return new ReservedNumber(number, terms.capabilities(), terms.assignmentType());
    }

    /** A tenant's reservations without their items, oldest first. */
    public List<Reservation> page(String tenant, Instant now, int skip, int max) {
        return sql.query(
                "select " + COLUMNS + " from number_cart where tenant_id = ? order by tenant_id, created_at, id"
                        + " offset ? rows fetch first ? rows only",
                row -> reservation(row, now),
                tenant,
                skip,
                max);
    }

    /** The numbers in a reservation. */
    public List<E164> numbers(String holdId) {
        return sql.query(
                "select number from number_cart_item where hold_id = ?", row -> new E164(row.getString(1)), holdId);
    }

    /** Puts a number in. */
    public void add(String holdId, ReservedNumber item) {
        AvailableNumber number = item.number();
        sql.insert(
                "number_cart_item",
                ITEM,
                holdId,
                number.number().value(),
                number.offered().calling(),
                number.offered().sms(),
                number.country(),
                number.type(),
                item.assignmentType(),
                item.capabilities().calling(),
                item.capabilities().sms(),
                number.price().amount(),
                number.price().currency());
    }

    /** Takes a number out; false when it was not in. */
    public boolean remove(String holdId, E164 number) {
        return sql.update("delete from number_cart_item where hold_id = ? and number = ?", holdId, number.value()) == 1;
    }

    /** Moves the end of a reservation. */
    public void keepUntil(String holdId, Instant until) {
        sql.update("update number_cart set expires_at = ? where hold_id = ?", until, holdId);
    }

    /** The numbers of a reservation are its tenant's own now. */
    public void complete(String holdId) {
        sql.update("update number_cart set status = ? where hold_id = ?", Reservation.Status.COMPLETED, holdId);
    }

    /** Forgets a reservation. */
    public void delete(String holdId) {
        sql.update("delete from number_cart_item where hold_id = ?", holdId);
        sql.update("delete from number_cart where hold_id = ?", holdId);
    }

    /** Forgets reservations made before a time, at most {@code max}. */
    public int forget(Instant before, int max) {
        List<String> old = sql.query(
                "select hold_id from number_cart where created_at < ? fetch first ? rows only",
                row -> row.getString(1),
                before,
                max);
        old.forEach(this::delete);
        return old.size();
    }
}
