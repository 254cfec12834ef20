package dev.tandem.bench.numbers;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The medians of each size of stock measured so far, beside its data, and how they grow with the size. */
final class Medians {
    private static final String FILE = "medians.properties";

    private final Path directory;
    private final int numbers;
    private final Properties present = new Properties();

    Medians(Path directory, int numbers) {
        this.directory = directory;
        this.numbers = numbers;
    }

    void add(String name, Timings timings) {
        present.setProperty(name, Double.toString(timings.medianMicros()));
    }

    /** Keeps those of this size for the runs of others. */
    void keep() throws IOException {
        try (Writer writer =
                Files.newBufferedWriter(directory.resolve("numbers-" + numbers).resolve(FILE))) {
            present.store(writer, null);
        }
    }

    /** For each work the slope of the logarithm of its median over the logarithm of the size; 0 is flat, 1 linear. */
    String slopes() throws IOException {
        SortedMap<Integer, Properties> bySize = new TreeMap<>();
        for (int size = 1_000; size <= 100_000_000; size *= 10) {
            Path file = directory.resolve("numbers-" + size).resolve(FILE);
            if (Files.exists(file)) {
                Properties medians = new Properties();
                try (Reader reader = Files.newBufferedReader(file)) {
                    medians.load(reader);
                }
                bySize.put(size, medians);
            }
        }
        StringBuilder lines = new StringBuilder();
        for (String name : names(bySize)) {
            lines.append(String.format(
                    Locale.ROOT, "%-34s log-log slope %.2f over %s%n", name, slope(bySize, name), bySize.keySet()));
        }
        return lines.toString();
    }

    /** What was measured at every size. */
    private static Set<String> names(SortedMap<Integer, Properties> bySize) {
        Set<String> names = new TreeSet<>();
        bySize.values().forEach(each -> names.addAll(each.stringPropertyNames()));
        bySize.values().forEach(each -> names.retainAll(each.stringPropertyNames()));
        return names;
    }

    private static double slope(SortedMap<Integer, Properties> bySize, String name) {
        double meanX = bySize.keySet().stream().mapToDouble(Math::log).average().orElse(0);
        double meanY = bySize.values().stream()
                .mapToDouble(each -> log(each, name))
                .average()
                .orElse(0);
        double covariance = 0;
        double variance = 0;
        for (Map.Entry<Integer, Properties> each : bySize.entrySet()) {
            double x = Math.log(each.getKey()) - meanX;
            covariance += x * (log(each.getValue(), name) - meanY);
            variance += x * x;
        }
        return variance == 0 ? 0 : covariance / variance;
    }

    private static double log(Properties medians, String name) {
        return Math.log(Double.parseDouble(medians.getProperty(name)));
    }
}
