package dev.tandem.number.store;

import dev.tandem.number.Assignment;
import dev.tandem.number.E164;
import dev.tandem.number.PhoneNumber;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
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

    @Embedded
    TermsColumns terms;

    @Embedded
    @AttributeOverride(name = "calling", column = @Column(name = "calling_offered"))
    @AttributeOverride(name = "sms", column = @Column(name = "sms_offered"))
    CapabilityColumns offered;

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
        this.terms = new TermsColumns(
                owned.country(), owned.type(), owned.assignmentType(), owned.capabilities(), owned.price());
        this.offered = new CapabilityColumns(owned.offered());
        this.purchasedAt = owned.purchasedAt();
    }

    PhoneNumber toPhoneNumber() {
        return new PhoneNumber(
                new E164(number),
                tenant,
                terms.country,
                terms.type,
                terms.assignmentType,
                terms.capabilities.toCapabilities(),
                offered.toCapabilities(),
                terms.price.toPrice(),
                purchasedAt,
                assignment());
    }

    private Optional<Assignment> assignment() {
        return assignmentKind == null || assignmentTarget == null
                ? Optional.empty()
                : Optional.of(new Assignment(assignmentKind, assignmentTarget));
    }
}
