package dev.tandem.number.owned;

import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.sql.Sql;
import dev.tandem.number.sql.Terms;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The purchased numbers, each with all a call needs to know of it: looking one up is one row by primary key. */
@Singleton
public class OwnedStore {
    private static final String BOUGHT =
            "number, tenant_id, calling_offered, sms_offered, purchased_at, " + Terms.COLUMNS;
    private static final String SELECT =
            "select " + BOUGHT + ", assignment_kind, assignment_target from owned_number where ";

    private final Sql sql;

    /** For the container. */
    @Inject
    public OwnedStore(Sql sql) {
        this.sql = sql;
    }

    /** Stores purchases; fails when anybody owns one of the numbers already. */
    public void add(Collection<PhoneNumber> bought) {
        sql.insertAll("owned_number", BOUGHT, bought.stream().map(OwnedStore::values));
    }

    private static Object[] values(PhoneNumber bought) {
        return new Object[] {
            bought.number().value(),
            bought.tenant(),
            bought.offered().calling(),
            bought.offered().sms(),
            bought.purchasedAt(),
            bought.country(),
            bought.type(),
            bought.assignmentType(),
            bought.capabilities().calling(),
            bought.capabilities().sms(),
            bought.price().amount(),
            bought.price().currency()
        };
    }

    /** Whoever owns the number. */
    public Optional<PhoneNumber> find(E164 number) {
        return sql.first(SELECT + "number = ?", OwnedStore::phoneNumber, number.value());
    }

    /** One page of a tenant's numbers in order: after a number (empty text for the start), then past {@code skip}. */
    public List<PhoneNumber> page(String tenant, String after, int skip, int max) {
        // By the tenant too, although it is one: else H2 does not see that the index has the order, and sorts all there
        // are.
        return sql.query(
                SELECT
                        + "tenant_id = ? and number > ? order by tenant_id, number offset ? rows fetch first ? rows only",
                OwnedStore::phoneNumber,
                tenant,
                after,
                skip,
                max);
    }

    /** Numbers assigned to a target, in order. */
    public List<PhoneNumber> assignedTo(String tenant, Assignment assignment, int max) {
        return sql.query(
                SELECT + "assignment_target = ? and assignment_kind = ? and tenant_id = ? order by number"
                        + " fetch first ? rows only",
                OwnedStore::phoneNumber,
                assignment.target(),
                assignment.kind(),
                tenant,
                max);
    }

    private static PhoneNumber phoneNumber(ResultSet row) throws SQLException {
        Terms terms = Terms.of(row);
        return new PhoneNumber(
                new E164(row.getString("number")),
                row.getString("tenant_id"),
                terms.country(),
                terms.type(),
                terms.assignmentType(),
                terms.capabilities(),
                Terms.capabilities(row, "calling_offered", "sms_offered"),
                terms.price(),
                Sql.instant(row, "purchased_at"),
                assignment(row.getString("assignment_kind"), row.getString("assignment_target")));
    }

    private static Optional<Assignment> assignment(@Nullable String kind, @Nullable String target) {
        return kind == null || target == null
                ? Optional.empty()
                : Optional.of(new Assignment(Assignment.Kind.valueOf(kind), target));
    }

    /** Ends the ownership. True for the one caller who ended it. */
    public boolean remove(String tenant, E164 number) {
        return sql.update("delete from owned_number where number = ? and tenant_id = ?", number.value(), tenant) == 1;
    }

    /** Sets what the number is used for; false when the tenant does not own it. */
    public boolean capabilities(String tenant, E164 number, Capabilities capabilities) {
        return sql.update(
                        "update owned_number set calling = ?, sms = ? where number = ? and tenant_id = ?",
                        capabilities.calling(),
                        capabilities.sms(),
                        number.value(),
                        tenant)
                == 1;
    }

    /** Sets or clears who answers; false when the tenant does not own the number. */
    public boolean assign(String tenant, E164 number, @Nullable Assignment assignment) {
        return sql.update(
                        "update owned_number set assignment_kind = ?, assignment_target = ?"
                                + " where number = ? and tenant_id = ?",
                        assignment == null ? null : assignment.kind(),
                        assignment == null ? null : assignment.target(),
                        number.value(),
                        tenant)
                == 1;
    }
}
