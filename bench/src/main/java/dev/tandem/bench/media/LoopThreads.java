package dev.tandem.bench.media;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/** What the media loops of this process use, and what the process holds. */
final class LoopThreads {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private LoopThreads() {}

    /** Octets allocated so far by all media loops. */
    static long allocatedOctets() {
        return loops().map(THREADS::getThreadAllocatedBytes).sum();
    }

    /** CPU time used so far by all media loops; the rest of the process compiles, collects and waits. */
    static double cpuSeconds() {
        return loops().map(THREADS::getThreadCpuTime).sum() / 1e9;
    }

    private static LongStream loops() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("media-loop-"))
                .mapToLong(ThreadInfo::getThreadId);
    }

    /** Resident set of this process. */
    static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
