package dev.tandem.number.store;

import dev.tandem.number.Assignment;
import dev.tandem.number.AssignmentType;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
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

    @Embedded
    @AttributeOverride(name = "calling", column = @Column(name = "calling_offered"))
    @AttributeOverride(name = "sms", column = @Column(name = "sms_offered"))
    CapabilityColumns offered;

    @Embedded
    PriceColumns price;

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
        this.capabilities = new CapabilityColumns(owned.capabilities());
        this.offered = new CapabilityColumns(owned.offered());
        this.price = new PriceColumns(owned.price());
        this.purchasedAt = owned.purchasedAt();
    }

    PhoneNumber toPhoneNumber() {
        return new PhoneNumber(
                new E164(number),
                tenant,
                country,
                type,
                assignmentType,
                capabilities.toCapabilities(),
                offered.toCapabilities(),
                price.toPrice(),
                purchasedAt,
                assignment());
    }

    private Optional<Assignment> assignment() {
        return assignmentKind == null || assignmentTarget == null
                ? Optional.empty()
                : Optional.of(new Assignment(assignmentKind, assignmentTarget));
    }
}
