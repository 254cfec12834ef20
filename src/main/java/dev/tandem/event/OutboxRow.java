package dev.tandem.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event on its way to one receiver. Times are UTC, to the millisecond. */
@Entity
@Table(name = "event_outbox")
class OutboxRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long seq;

    @Column(nullable = false)
    String tenant = "";

    @Column(nullable = false)
    String node = "";

    @Column(nullable = false)
    long epoch;

    /** Receiver and call as one digest: rows of a lane go out in order. */
    @Column(nullable = false)
    String lane = "";

    /** Host and port, or the subscription: who is not to be kept busy with more than its share. */
    @Column(nullable = false)
    String receiver = "";

    @Nullable String subscription;

    @Column(nullable = false)
    String endpoint = "";

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    Envelope envelope = Envelope.CLOUD_EVENT;

    @Column(name = "event_id", nullable = false)
    String eventId = "";

    @Column(nullable = false)
    String type = "";

    @Column(nullable = false)
    String body = "";

    @Column(name = "created_at", nullable = false)
    Instant createdAt = Instant.EPOCH;

    /** Kept up when it is given up; while it is being tried the count is the courier's alone. */
    @Column(nullable = false)
    int attempts;

    @Column(name = "dead_at")
    @Nullable Instant deadAt;

    @Column(name = "dead_reason")
    @Nullable String deadReason;

    long seq() {
        if (seq == null) {
            throw new IllegalStateException("the row of event " + eventId + " is not stored yet");
        }
        return seq;
    }
}
