package dev.tandem.toll.block;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A payer who is blocked, and the call that did it. */
@Entity
@Table(name = "toll_block")
class TollBlockRow {

    @Id
    String payer = "";

    @Column(nullable = false)
    String kind = "";

    @Column(nullable = false)
    String tenant = "";

    @Column(nullable = false)
    String rule = "";

    @Column(nullable = false)
    String reason = "";

    @Column(nullable = false)
    String destination = "";

    @Column(name = "blocked_at", nullable = false)
    Instant blockedAt = Instant.EPOCH;
}
