package dev.tandem.event;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What callbacks of a tenant are signed with. */
@Entity
@Table(name = "callback_signing")
class CallbackSigningRow {

    @Id
    String tenant = "";

    @Embedded
    SealedSecrets secrets = new SealedSecrets();
}
