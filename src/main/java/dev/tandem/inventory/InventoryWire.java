package dev.tandem.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.number.E164;
import dev.tandem.number.audit.AuditEntry;
import dev.tandem.number.imports.ImportReport;
import dev.tandem.number.imports.ImportReport.Counts;
import dev.tandem.number.imports.ImportReport.Refusal;
import dev.tandem.number.sale.Search;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of the inventory's operations. */
final class InventoryWire {
    private InventoryWire() {}

    /** How far an import has come. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Import(
            String id,
            String status,
            String actor,
            Instant startedAt,
            @Nullable Instant endedAt,
            long lines,
            long added,
            long changed,
            long unchanged,
            long refused,
            @Nullable String error,
            List<Refusal> refusals) {
        static Import of(ImportReport report) {
            Counts counts = report.counts();
            return new Import(
                    report.id(),
                    switch (report.status()) {
                        case RUNNING -> "running";
                        case COMPLETED -> "completed";
                        case BROKEN_OFF -> "brokenOff";
                    },
                    report.actor(),
                    report.startedAt(),
                    report.endedAt().orElse(null),
                    counts.lines(),
                    counts.added(),
                    counts.changed(),
                    counts.unchanged(),
                    counts.refused(),
                    report.error().orElse(null),
                    report.refusals());
        }
    }

    /** The latest imports. */
    record Imports(List<Import> value) {}

    /** One step in the life of a number. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Step(String step, String actor, Instant at, String reference) {
        static Step of(AuditEntry entry) {
            return new Step(
                    entry.step().name().toLowerCase(java.util.Locale.ROOT),
                    entry.actor(),
                    entry.at(),
                    entry.reference());
        }
    }

    /** A page of an audit trail. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Steps(List<Step> value, @Nullable String nextLink) {}

    /** A search by place, pattern or block. */
    record SearchRequest(
            @Nullable String countryCode,
            @Nullable String phoneNumberType,
            @Nullable String assignmentType,
            @Nullable CapabilitiesBody capabilities,
            @Nullable String areaCode,
            @Nullable String locality,
            @Nullable String administrativeDivision,
            @Nullable String pattern,
            @Nullable Boolean consecutive,
            @Nullable Integer quantity) {}

    /** The wire's words for capabilities. */
    record CapabilitiesBody(
            @Nullable String calling, @Nullable String sms) {}

    /** What a search holds; it is bought as any search is. */
    record SearchResult(
            String searchId, List<String> phoneNumbers, BigDecimal cost, String currency, Instant searchExpiresBy) {
        static SearchResult of(Search held) {
            return new SearchResult(
                    held.id(),
                    held.numbers().stream().map(E164::value).toList(),
                    held.price().amount(),
                    held.price().currency(),
                    held.expiresAt());
        }
    }
}
