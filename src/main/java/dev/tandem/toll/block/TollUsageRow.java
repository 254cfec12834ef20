package dev.tandem.toll.block;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** What an account has used of its minutes on a day of UTC. */
@Entity
@Table(name = "toll_usage")
class TollUsageRow {

    @Id
    String account = "";

    @Column(name = "used_on", nullable = false)
    LocalDate usedOn = LocalDate.EPOCH;

    @Column(name = "used_millis", nullable = false)
    long usedMillis;
}
