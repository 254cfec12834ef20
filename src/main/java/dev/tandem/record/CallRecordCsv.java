package dev.tandem.record;

import dev.tandem.call.CallView;
import dev.tandem.call.CallView.LegView;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call record as a line of CSV (RFC 4180). */
final class CallRecordCsv {

    static final String HEADER = "id,direction,from,to,trunk,startedAt,ringingAt,answeredAt,endedAt,endReason,sipCode,"
            + "codecs,packetsIn,lossPercent,jitterMs,mos\r\n";

    private CallRecordCsv() {}

    static String line(CallView call) {
        List<LegView> legs = call.legs();
        Stream<@Nullable Object> fields = Stream.of(
                call.id(),
                call.direction().wire(),
                call.from(),
                call.to(),
                call.trunk(),
                call.startedAt(),
                call.ringingAt(),
                call.answeredAt(),
                call.endedAt(),
                call.endReason() == null ? null : call.endReason().wire(),
                call.sipCode(),
                legs.stream().map(leg -> String.valueOf(leg.codec())).collect(Collectors.joining(" ")),
                legs.stream().mapToLong(LegView::packetsIn).sum(),
                legs.stream().mapToDouble(LegView::lossPercent).max().orElse(0),
                legs.stream().mapToDouble(LegView::jitterMs).max().orElse(0),
                legs.stream().mapToDouble(LegView::mos).min().orElse(0));
        return fields.map(CallRecordCsv::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        // A leading formula sign would run in a spreadsheet: the remote side chooses some of these texts.
        String safe = text.matches("[=@\t\r].*|[+-].*[^0-9+.:-].*") ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
