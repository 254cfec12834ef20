package dev.tandem.number.store;

import dev.tandem.number.AvailableNumber;
import dev.tandem.number.Cart;
import dev.tandem.number.CartItem;
import dev.tandem.number.E164;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The carts, each visible to its tenant only. */
@Singleton
public class CartStore {
    private static final String COLUMNS = "hold_id, tenant_id, id, status, created_at, expires_at";
    private static final String BY_ID = "select " + COLUMNS + " from number_cart where id = ? and tenant_id = ?";
    private static final String ITEM = "hold_id, number, calling_offered, sms_offered, " + Terms.COLUMNS;

    private final Sql sql;

    /** For the container. */
    @Inject
    public CartStore(Sql sql) {
        this.sql = sql;
    }

    /** Stores a new cart; a collision when the tenant has one of this id. */
    public void add(Cart cart) {
        sql.insert(
                "number_cart",
                COLUMNS,
                cart.holdId(),
                cart.tenant(),
                cart.id(),
                cart.status(),
                cart.createdAt(),
                cart.expiresAt());
    }

    /** The cart as it stands at {@code now}. */
    public Optional<Cart> find(String tenant, String id, Instant now) {
        return read(BY_ID, tenant, id, now);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    public Optional<Cart> lock(String tenant, String id, Instant now) {
        return read(BY_ID + " for update", tenant, id, now);
    }

    private Optional<Cart> read(String statement, String tenant, String id, Instant now) {
        return sql.first(statement, row -> cart(row, now), id, tenant).map(cart -> cart.with(items(cart.holdId())));
    }

    /** Without its items; one that has run out is expired, stored so or not. */
    private static Cart cart(ResultSet row, Instant now) throws SQLException {
        Cart.Status status = Cart.Status.valueOf(row.getString("status"));
        Instant expiresAt = Sql.instant(row, "expires_at");
        boolean ranOut = status == Cart.Status.ACTIVE && !now.isBefore(expiresAt);
        return new Cart(
                row.getString("id"),
                row.getString("hold_id"),
                row.getString("tenant_id"),
                ranOut ? Cart.Status.EXPIRED : status,
                List.of(),
                Sql.instant(row, "created_at"),
                expiresAt);
    }

    private List<CartItem> items(String holdId) {
        return sql.query(
                "select " + ITEM + " from number_cart_item where hold_id = ? order by number", CartStore::item, holdId);
    }

    private static CartItem item(ResultSet row) throws SQLException {
        Terms terms = Terms.of(row);
        AvailableNumber number = new AvailableNumber(
                new E164(row.getString("number")),
                terms.country(),
                terms.type(),
                Terms.capabilities(row, "calling_offered", "sms_offered"),
                terms.price());
        return new CartItem(number, terms.capabilities(), terms.assignmentType());
    }

    /** A tenant's carts without their items, oldest first. */
    public List<Cart> page(String tenant, Instant now, int skip, int max) {
        return sql.query(
                "select " + COLUMNS + " from number_cart where tenant_id = ? order by tenant_id, created_at, id"
                        + " offset ? rows fetch first ? rows only",
                row -> cart(row, now),
                tenant,
                skip,
                max);
    }

    /** The numbers in a cart. */
    public List<E164> numbers(String holdId) {
        return sql.query(
                "select number from number_cart_item where hold_id = ?", row -> new E164(row.getString(1)), holdId);
    }

    /** Puts a number in. */
    public void add(String holdId, CartItem item) {
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

    /** Moves the end of a cart. */
    public void keepUntil(String holdId, Instant until) {
        sql.update("update number_cart set expires_at = ? where hold_id = ?", until, holdId);
    }

    /** The numbers of a cart are its tenant's own now. */
    public void complete(String holdId) {
        sql.update("update number_cart set status = ? where hold_id = ?", Cart.Status.COMPLETED, holdId);
    }

    /** Forgets a cart. */
    public void delete(String holdId) {
        sql.update("delete from number_cart_item where hold_id = ?", holdId);
        sql.update("delete from number_cart where hold_id = ?", holdId);
    }

    /** Forgets carts made before a time, at most {@code max}. */
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
