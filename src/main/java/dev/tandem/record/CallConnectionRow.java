package dev.tandem.record;

import dev.tandem.call.CallFact.Attached;
import dev.tandem.node.NodeIdentity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An application's connection to a call that is up: what is needed to tell it after a crash that the call is over. */
@Entity
@Table(name = "call_connection")
class CallConnectionRow {

    @Id
    String id = "";

    @Column(nullable = false)
    String tenant = "";

    @Column(nullable = false)
    String node = "";

    @Column(nullable = false)
    long epoch;

    @Column(name = "call_id", nullable = false)
    String callId = "";

    @Column(name = "callback_uri", nullable = false)
    String callbackUri = "";

    @Column(name = "operation_context")
    @Nullable String operationContext;

    static CallConnectionRow of(String tenant, String callId, Attached attached, NodeIdentity node) {
        CallConnectionRow row = new CallConnectionRow();
        row.id = attached.id();
        row.tenant = tenant;
        row.node = node.id();
        row.epoch = node.epoch();
        row.callId = callId;
        row.callbackUri = attached.callbackUri().toString();
        row.operationContext = attached.operationContext().orElse(null);
        return row;
    }

    Attached attached() {
        return new Attached(id, URI.create(callbackUri), Optional.ofNullable(operationContext));
    }
}
