package dev.tandem.bench.hostile;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The file system of the data folder has no octet left, H2 and all, while calls come and REST is asked to write. */
final class DiskFull implements Attack {
    private static final int MEGABYTES = 64;
    private static final Duration TURN = Duration.ofMillis(250);
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(5);

    private Path data = Path.of(".");
    private boolean mounted;

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public boolean judgesCallMeanwhile() {
        return false;
    }

    @Override
    public Launch prepare(Launch usual, Path folder, Ports ports) throws IOException, InterruptedException, Refused {
        if (!Programs.isRoot()) {
            throw new Refused("a small file system for the data folder can only be mounted by root");
        }
        data = Files.createDirectories(usual.data());
        try {
            Programs.run(List.of("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tandem", data.toString()));
        } catch (IOException refused) {
            throw new Refused(String.valueOf(refused.getMessage()));
        }
        mounted = true;
        return usual;
    }

    @Override
    public void ready(Scene scene, Duration time) {}

    @Override
    public String run(Scene scene, Duration time) throws IOException, InterruptedException {
        Path filler = data.resolve("filler");
        long until = System.nanoTime() + time.toNanos();
        int asked = 0;
        int written = 0;
        while (System.nanoTime() < until) {
            fill(filler);
            asked++;
            written += isWritten(scene.rest()) ? 1 : 0;
            TimeUnit.NANOSECONDS.sleep(TURN.toNanos());
        }
        long size = Files.size(filler);
        Files.delete(filler);
        return "data folder full by " + (size >> 20) + " MB of " + MEGABYTES + ", " + written + " of " + asked
                + " writes by REST done all the same";
    }

    /** Takes what is left, to the last octet: in ever smaller pieces, each until it does not fit any more. */
    private static void fill(Path filler) {
        for (int piece = 1 << 20; piece > 0; piece /= 4) {
            byte[] octets = new byte[piece];
            boolean fits = true;
            while (fits) {
                fits = isAppended(filler, octets);
            }
        }
    }

    private static boolean isAppended(Path filler, byte[] octets) {
        try (OutputStream out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(octets);
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    private static boolean isWritten(Rest rest) {
        try {
            return rest.send("POST", "/identities?api-version=2023-10-01", "application/json", "{}", WRITE_WITHIN)
                    .isGood();
        } catch (IOException silent) {
            return false;
        }
    }

    @Override
    public void close() {
        if (mounted) {
            mounted = false;
            try {
                Programs.run(List.of("umount", "-l", data.toString()));
            } catch (IOException left) {
                System.err.println("still mounted: " + data + ", " + left.getMessage());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
