package dev.tandem.number.store;

import dev.tandem.number.Cart;
import dev.tandem.number.CartItem;
import dev.tandem.number.E164;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The carts, each visible to its tenant only. */
@Singleton
public class CartStore {
    private final EntityManager entities;

    /** The entity manager is the one of the current transaction. */
    @Inject
    public CartStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Stores a new cart; fails when the tenant has one of this id. */
    public void add(Cart cart) {
        entities.persist(new CartRow(cart));
        entities.flush();
    }

    /** The cart as it stands at {@code now}. */
    public Optional<Cart> find(String tenant, String id, Instant now) {
        return read(byId(tenant, id), now);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    public Optional<Cart> lock(String tenant, String id, Instant now) {
        return read(byId(tenant, id).setLockMode(LockModeType.PESSIMISTIC_WRITE), now);
    }

    private TypedQuery<CartRow> byId(String tenant, String id) {
        return entities.createQuery("from Cart c where c.id = :id and c.tenant = :tenant", CartRow.class)
                .setParameter("id", id)
                .setParameter("tenant", tenant);
    }

    private Optional<Cart> read(TypedQuery<CartRow> query, Instant now) {
        return query.getResultStream().findFirst().map(row -> {
            // What a query changed stands in the database, not in the entity.
            entities.refresh(row);
            return row.at(now, items(row.holdId));
        });
    }

    private List<CartItem> items(String holdId) {
        return entities.createQuery("from CartItem i where i.holdId = :hold order by i.number", CartItemRow.class)
                .setParameter("hold", holdId)
                .getResultStream()
                .map(CartItemRow::toItem)
                .toList();
    }

    /** A tenant's carts without their items, oldest first. */
    public List<Cart> page(String tenant, Instant now, int skip, int max) {
        return entities.createQuery(
                        "from Cart c where c.tenant = :tenant order by c.tenant, c.createdAt, c.id", CartRow.class)
                .setParameter("tenant", tenant)
                .setFirstResult(skip)
                .setMaxResults(max)
                .getResultStream()
                .map(row -> row.at(now, List.of()))
                .toList();
    }

    /** The numbers in a cart. */
    public List<E164> numbers(String holdId) {
        return entities.createQuery("select i.number from CartItem i where i.holdId = :hold", String.class)
                .setParameter("hold", holdId)
                .getResultStream()
                .map(E164::new)
                .toList();
    }

    /** Puts a number in. */
    public void add(String holdId, CartItem item) {
        entities.persist(new CartItemRow(holdId, item));
    }

    /** Takes a number out; false when it was not in. */
    public boolean remove(String holdId, E164 number) {
        return entities.createQuery("delete from CartItem i where i.holdId = :hold and i.number = :number")
                        .setParameter("hold", holdId)
                        .setParameter("number", number.value())
                        .executeUpdate()
                == 1;
    }

    /** Moves the end of a cart. */
    public void keepUntil(String holdId, Instant until) {
        entities.createQuery("update Cart c set c.expiresAt = :until where c.holdId = :hold")
                .setParameter("until", until)
                .setParameter("hold", holdId)
                .executeUpdate();
    }

    /** The numbers of a cart are its tenant's own now. */
    public void complete(String holdId) {
        entities.createQuery("update Cart c set c.status = :completed where c.holdId = :hold")
                .setParameter("completed", Cart.Status.COMPLETED)
                .setParameter("hold", holdId)
                .executeUpdate();
    }

    /** Forgets a cart. */
    public void delete(String holdId) {
        delete(List.of(holdId));
    }

    /** How many numbers a tenant's carts hold at {@code now}. */
    public long held(String tenant, Instant now) {
        return entities.createQuery("""
                        select count(i.number) from CartItem i join Cart c on i.holdId = c.holdId
                        where c.tenant = :tenant and c.status = :active and c.expiresAt > :now
                        """, Long.class)
                .setParameter("tenant", tenant)
                .setParameter("active", Cart.Status.ACTIVE)
                .setParameter("now", now)
                .getSingleResult();
    }

    /** Forgets carts made before a time, at most {@code max}. */
    public int forget(Instant before, int max) {
        return delete(entities.createQuery("select c.holdId from Cart c where c.createdAt < :before", String.class)
                .setParameter("before", before)
                .setMaxResults(max)
                .getResultList());
    }

    private int delete(List<String> holdIds) {
        entities.createQuery("delete from CartItem i where i.holdId in :holds")
                .setParameter("holds", holdIds)
                .executeUpdate();
        return entities.createQuery("delete from Cart c where c.holdId in :holds")
                .setParameter("holds", holdIds)
                .executeUpdate();
    }
}
