package dev.tandem.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says that a process has used ({@code proc(5)}). */
public final class CpuTime {
    private static final double TICKS_A_SECOND = 100;
    private static final int USER_TICKS_WORD = 11;
    private static final int RESIDENT_PAGES_WORD = 21;
    private static final int PAGES_A_MEGABYTE = 256;

    private CpuTime() {}

    /** User and system time of one process, with all of its threads. */
    public static double seconds(ProcessHandle process) throws IOException {
        String[] words = stat(process);
        return (Long.parseLong(words[USER_TICKS_WORD]) + Long.parseLong(words[USER_TICKS_WORD + 1])) / TICKS_A_SECOND;
    }

    /** What a process has in memory. */
    public static long residentMegabytes(ProcessHandle process) throws IOException {
        return Long.parseLong(stat(process)[RESIDENT_PAGES_WORD]) / PAGES_A_MEGABYTE;
    }

    /** The words after the name, which may hold blanks itself. */
    private static String[] stat(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }
}
