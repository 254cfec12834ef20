package dev.tandem.record;

import dev.tandem.call.CallFact;
import dev.tandem.call.CallView;
import dev.tandem.call.CallView.Direction;
import dev.tandem.call.CallView.State;
import dev.tandem.call.EndReason;
import dev.tandem.node.NodeIdentity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The row of one call. Times are UTC, to the millisecond. */
@Entity
@Table(name = "call_record")
class CallRecordRow {

    private static final int TEXT_CHARS_MAX = 256;

    @Id
    String id = "";

    @Column(nullable = false)
    String tenant = "";

    @Column(nullable = false)
    String node = "";

    @Column(nullable = false)
    long epoch;

    @Column(nullable = false)
    String direction = "";

    @Column(name = "from_number", nullable = false)
    String from = "";

    @Column(name = "to_number", nullable = false)
    String to = "";

    @Nullable String trunk;

    @Column(name = "started_at", nullable = false)
    Instant startedAt = Instant.EPOCH;

    @Column(name = "ringing_at")
    @Nullable Instant ringingAt;

    @Column(name = "answered_at")
    @Nullable Instant answeredAt;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    @Column(name = "end_reason")
    @Nullable String endReason;

    @Column(name = "sip_status")
    @Nullable Integer sipStatus;

    @Column(name = "end_text")
    @Nullable String endText;

    @Column(nullable = false)
    String legs = "[]";

    @Nullable String trace;

    /** The row of a call as a fact has it. */
    static CallRecordRow of(CallFact fact, LegsJson json, NodeIdentity node) {
        CallView call = fact.call();
        CallRecordRow row = new CallRecordRow();
        row.id = call.id();
        row.tenant = fact.tenant();
        row.node = node.id();
        row.epoch = node.epoch();
        row.fill(call, json.write(call.legs()));
        row.trace = call.endedAt() == null ? null : json.writeTrace(fact.trace());
        return row;
    }

    /** One row for each call that facts are of: the newest, or the one that finished it. */
    static Collection<CallRecordRow> newest(List<CallFact> facts, LegsJson json, NodeIdentity node) {
        Map<String, CallFact> newest = new LinkedHashMap<>();
        for (CallFact fact : facts) {
            newest.merge(fact.call().id(), fact, (old, next) -> old.call().endedAt() == null ? next : old);
        }
        return newest.values().stream().map(fact -> of(fact, json, node)).toList();
    }

    private void fill(CallView call, String legsJson) {
        direction = call.direction().wire();
        from = bounded(call.from());
        to = bounded(call.to());
        trunk = call.trunk();
        startedAt = call.startedAt();
        ringingAt = call.ringingAt();
        answeredAt = call.answeredAt();
        endedAt = call.endedAt();
        endReason = call.endReason() == null ? null : call.endReason().wire();
        sipStatus = call.sipCode();
        endText = call.endText() == null ? null : bounded(call.endText());
        legs = legsJson;
    }

    CallView view(LegsJson json) {
        return new CallView(
                id,
                endedAt == null ? (answeredAt == null ? State.RINGING : State.CONNECTED) : State.ENDED,
                Direction.valueOf(direction.toUpperCase(Locale.ROOT)),
                from,
                to,
                trunk,
                startedAt,
                ringingAt,
                answeredAt,
                endedAt,
                endReason == null ? null : EndReason.of(endReason),
                sipStatus,
                endText,
                json.read(legs));
    }

    /** What the remote side chose may be any length; the row is not. */
    private static String bounded(String text) {
        return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX);
    }
}
