package dev.tandem.number.store;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** The two columns of capabilities. */
@Embeddable
class CapabilityColumns {
    @Enumerated(EnumType.STRING)
    @Column(name = "calling")
    Capability calling;

    @Enumerated(EnumType.STRING)
    @Column(name = "sms")
    Capability sms;

    /** For JPA. */
    protected CapabilityColumns() {}

    CapabilityColumns(Capabilities capabilities) {
        this.calling = capabilities.calling();
        this.sms = capabilities.sms();
    }

    Capabilities toCapabilities() {
        return new Capabilities(calling, sms);
    }
}
