package dev.tandem.number.store;

import dev.tandem.number.Assignment;
import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
import dev.tandem.number.PhoneNumber;
import dev.tandem.number.Price;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A purchased number with all a call needs to know of it, so that looking it up is one row by primary key. */
@Entity(name = "OwnedNumber")
@Table(name = "owned_number")
public class OwnedRow {
    @Id
    @Column(name = "number")
    String number;

    @Column(name = "tenant_id")
    String tenant;

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

    @Enumerated(EnumType.STRING)
    @Column(name = "calling_offered")
    Capability callingOffered;

    @Enumerated(EnumType.STRING)
    @Column(name = "sms_offered")
    Capability smsOffered;

    @Column(name = "amount")
    BigDecimal amount;

    @Column(name = "currency")
    String currency;

    @Column(name = "purchased_at")
    Instant purchasedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "assignment_kind")
    Assignment.@Nullable Kind assignmentKind;

    @Column(name = "assignment_target")
    @Nullable String assignmentTarget;

    /** For JPA. */
    protected OwnedRow() {}

    OwnedRow(PhoneNumber owned) {
        this.number = owned.number().value();
        this.tenant = owned.tenant();
        this.country = owned.country();
        this.type = owned.type();
        this.assignmentType = owned.assignmentType();
        this.calling = owned.capabilities().calling();
        this.sms = owned.capabilities().sms();
        this.callingOffered = owned.offered().calling();
        this.smsOffered = owned.offered().sms();
        this.amount = owned.price().amount();
        this.currency = owned.price().currency();
        this.purchasedAt = owned.purchasedAt();
    }

    PhoneNumber toPhoneNumber() {
        return new PhoneNumber(
                new E164(number),
                tenant,
                country,
                type,
                assignmentType,
                new Capabilities(calling, sms),
                new Capabilities(callingOffered, smsOffered),
                new Price(amount, currency),
                purchasedAt,
                assignment());
    }

    private Optional<Assignment> assignment() {
        return assignmentKind == null || assignmentTarget == null
                ? Optional.empty()
                : Optional.of(new Assignment(assignmentKind, assignmentTarget));
    }
}
