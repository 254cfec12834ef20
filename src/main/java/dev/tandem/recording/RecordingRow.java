package dev.tandem.recording;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of one recording. Times are UTC, to the millisecond. */
@Entity
@Table(name = "call_recording")
class RecordingRow {

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

    @Column(nullable = false)
    boolean mixed;

    @Column(name = "file_name", nullable = false)
    String fileName = "";

    @Column(name = "started_at", nullable = false)
    Instant startedAt = Instant.EPOCH;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    @Column(name = "length_millis", nullable = false)
    long lengthMillis;

    @Column(name = "end_reason")
    @Nullable String endReason;

    /** Raw ids by channel, separated by spaces; empty when mixed. */
    @Column(nullable = false)
    String participants = "";
}
