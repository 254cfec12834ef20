package dev.tandem.number.sale;

import dev.tandem.number.E164;
import dev.tandem.number.SearchCriteria;
import dev.tandem.number.sql.Sql;
import dev.tandem.number.sql.Terms;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The searches, each visible to its tenant only. The numbers of one never change, so they are one text, not a table.
 *
 * <p>Their table is called {@code reservation}: it is older than what is called a reservation now, which
 * {@link ReservationStore} keeps in {@code number_cart}.
 */
@Singleton
public class SearchStore {
    private static final String COLUMNS =
            "id, tenant_id, status, area_code, quantity, numbers, created_at, expires_at, " + Terms.COLUMNS;

    private final Sql sql;

    /** For the container. */
    @Inject
    public SearchStore(Sql sql) {
        this.sql = sql;
    }

    /** Stores a new search. */
    public void add(Search search) {
        SearchCriteria criteria = search.criteria();
        sql.insert(
                "reservation",
                COLUMNS,
                search.id(),
                search.tenant(),
                search.status(),
                criteria.areaCode(),
                criteria.quantity(),
                search.numbers().stream().map(E164::value).collect(Collectors.joining(",")),
                search.createdAt(),
                search.expiresAt(),
                criteria.country(),
                criteria.type(),
                criteria.assignmentType(),
                criteria.capabilities().calling(),
                criteria.capabilities().sms(),
                search.price().amount(),
                search.price().currency());
    }

    /** The search as it stands at {@code now}. */
    public Optional<Search> find(String tenant, String id, Instant now) {
        return sql.first(
                "select " + COLUMNS + " from reservation where id = ? and tenant_id = ?",
                row -> search(row, now),
                id,
                tenant);
    }

    /** A hold that has run out is expired, stored so or not. */
    private static Search search(ResultSet row, Instant now) throws SQLException {
        Terms terms = Terms.of(row);
        Search.Status status = Search.Status.valueOf(row.getString("status"));
        Instant expiresAt = Sql.instant(row, "expires_at");
        boolean ranOut = status == Search.Status.HELD && !now.isBefore(expiresAt);
        return new Search(
                row.getString("id"),
                row.getString("tenant_id"),
                ranOut ? Search.Status.EXPIRED : status,
                new SearchCriteria(
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
    public boolean end(String id, Search.Status status, Instant now) {
        return sql.update(
                        "update reservation set status = ? where id = ? and status = ? and expires_at > ?",
                        status,
                        id,
                        Search.Status.HELD,
                        now)
                == 1;
    }

    /** The status as it is stored, whatever the time. */
    public Search.Status status(String id) {
        return sql.first(
                        "select status from reservation where id = ?",
                        row -> Search.Status.valueOf(row.getString(1)),
                        id)
                .orElseThrow();
    }

    /** Turns a purchase under way back into what it is: too late. */
    public void expire(String id) {
        sql.update("update reservation set status = ? where id = ?", Search.Status.EXPIRED, id);
    }

    /** Forgets searches made before a time, at most {@code max}. */
    public int forget(Instant before, int max) {
        return sql.update(
                "delete from reservation where id in (select id from reservation where created_at < ?" + " fetch first "
                        + max + " rows only)",
                before);
    }
}
