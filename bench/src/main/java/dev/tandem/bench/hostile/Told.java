package dev.tandem.bench.hostile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lines for the reader of the day. */
final class Told {
    private Told() {}

    static String call(List<Reception.Way> ways, long stallNanos) {
        return ways.stream()
                .map(way -> String.format(
                        Locale.ROOT,
                        "%.2f %% of %,d packets, longest gap %,d ms",
                        100 * way.share(),
                        way.sent(),
                        way.longestGapNanos() / 1_000_000))
                .collect(Collectors.joining(
                        " there, ",
                        "call: ",
                        String.format(
                                Locale.ROOT,
                                " back; this program itself late by %d ms at most",
                                stallNanos / 1_000_000)));
    }

    static String end(Map<String, Optional<Long>> answers, NewCall after, boolean recorded) {
        return answers.entrySet().stream()
                .map(each -> each.getKey() + " "
                        + each.getValue().map(millis -> millis + " ms").orElse("silent"))
                .collect(Collectors.joining(
                        ", ", "end: ", "; new call " + after + (recorded ? ", recorded" : ", not recorded")));
    }
}
