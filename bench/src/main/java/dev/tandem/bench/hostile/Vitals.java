package dev.tandem.bench.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds; empty where it cannot be asked any more.
 *
 * @param heapMegabytes after a collection
 * @param descriptors open files and sockets
 * @param residentMegabytes all its memory
 */
record Vitals(OptionalInt heapMegabytes, OptionalInt descriptors, OptionalInt residentMegabytes) {
    private static final Pattern USED = Pattern.compile("(\\d+)([BKMG]) used|used (\\d+)([BKMG])");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int JCMD_SECONDS = 10;

    static Vitals of(long pid) {
        return new Vitals(heap(pid), descriptorsOf(pid), resident(pid));
    }

    /** Whether this is where it was, or close to it. */
    boolean isBack(Vitals before, int heapTolerance, int descriptorTolerance) {
        return within(heapMegabytes, before.heapMegabytes, heapTolerance)
                && within(descriptors, before.descriptors, descriptorTolerance);
    }

    static boolean within(OptionalInt now, OptionalInt before, int tolerance) {
        return now.isPresent() && before.isPresent() && now.getAsInt() <= before.getAsInt() + tolerance;
    }

    private static OptionalInt heap(long pid) {
        try {
            jcmd(pid, "GC.run");
            return used(jcmd(pid, "GC.heap_info"));
        } catch (IOException unreachable) {
            return OptionalInt.empty();
        }
    }

    /** What is used according to {@code GC.heap_info}, whose words differ by collector. */
    static OptionalInt used(String heapInfo) {
        Matcher matcher = USED.matcher(heapInfo);
        if (!matcher.find()) {
            return OptionalInt.empty();
        }
        int group = matcher.group(1) == null ? 3 : 1;
        long number = Long.parseLong(matcher.group(group));
        long octets = switch (matcher.group(group + 1)) {
            case "B" -> number;
            case "K" -> number << 10;
            case "M" -> number << 20;
            default -> number << 30;
        };
        return OptionalInt.of((int) (octets >> 20));
    }

    private static String jcmd(long pid, String command) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        try {
            if (!process.waitFor(JCMD_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("jcmd " + command + " did not answer");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static OptionalInt descriptorsOf(long pid) {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return OptionalInt.of((int) open.count());
        } catch (IOException gone) {
            return OptionalInt.empty();
        }
    }

    private static OptionalInt resident(long pid) {
        try {
            Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1)) >> 10) : OptionalInt.empty();
        } catch (IOException gone) {
            return OptionalInt.empty();
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "heap %s MB, resident %s MB, %s descriptors",
                said(heapMegabytes),
                said(residentMegabytes),
                said(descriptors));
    }

    static String said(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : "?";
    }
}
