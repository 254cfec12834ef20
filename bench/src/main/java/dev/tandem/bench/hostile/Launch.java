package dev.tandem.bench.hostile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the gateway is started.
 *
 * @param prefix a program that starts it within some limit, with its arguments
 * @param heapMegabytes size of its heap
 * @param data its data folder
 * @param properties further ones of the JVM
 */
record Launch(List<String> prefix, int heapMegabytes, Path data, List<String> properties) {
    private static final Path JAR = Path.of("src", "target", "quarkus-app", "quarkus-run.jar");
    private static final int HEAP_USUAL_MEGABYTES = 512;

    /** As the README has it. */
    static Launch usual(Path data) {
        return new Launch(List.of(), HEAP_USUAL_MEGABYTES, data, List.of());
    }

    Launch withHeap(int megabytes) {
        return new Launch(prefix, megabytes, data, properties);
    }

    /** Soft and hard limit, because the JVM raises the one to the other. */
    Launch withDescriptors(int count) {
        return new Launch(List.of("prlimit", "--nofile=" + count + ":" + count), heapMegabytes, data, properties);
    }

    Launch with(String... more) {
        return new Launch(
                prefix,
                heapMegabytes,
                data,
                Stream.concat(properties.stream(), Stream.of(more)).toList());
    }

    List<String> command(Ports ports, String accessKey) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                "java",
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseShenandoahGC",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseTransparentHugePages",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dtandem.data=" + data.toAbsolutePath(),
                "-Dtandem.access-key=" + accessKey,
                "-Dtandem.demo=false"));
        command.addAll(ports.properties());
        command.addAll(properties);
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        return command;
    }
}
