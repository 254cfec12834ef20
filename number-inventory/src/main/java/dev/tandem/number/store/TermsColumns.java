package dev.tandem.number.store;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.NumberType;
import dev.tandem.number.Price;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** The columns of what a number is, what it is wanted for and what it costs: the same for what is held and what is owned. */
@Embeddable
class TermsColumns {
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
    PriceColumns price;

    /** For JPA. */
    protected TermsColumns() {}

    TermsColumns(
            String country, NumberType type, AssignmentType assignmentType, Capabilities capabilities, Price price) {
        this.country = country;
        this.type = type;
        this.assignmentType = assignmentType;
        this.capabilities = new CapabilityColumns(capabilities);
        this.price = new PriceColumns(price);
    }
}
