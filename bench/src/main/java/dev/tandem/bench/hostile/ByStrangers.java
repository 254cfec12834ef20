package dev.tandem.bench.hostile;

import dev.tandem.bench.media.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An {@link Onslaught} by a process of its own, which gets what processor time the gateway leaves: strangers bring their own. */
final class ByStrangers implements Attack {
    private final String name;
    private final boolean judgesCallMeanwhile;
    private final UnaryOperator<Launch> launch;
    private Optional<Child> strangers = Optional.empty();

    ByStrangers(String name, boolean judgesCallMeanwhile, UnaryOperator<Launch> launch) {
        this.name = name;
        this.judgesCallMeanwhile = judgesCallMeanwhile;
        this.launch = launch;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean judgesCallMeanwhile() {
        return judgesCallMeanwhile;
    }

    @Override
    public Launch prepare(Launch usual, Path folder, Ports ports) {
        return launch.apply(usual);
    }

    @Override
    public void ready(Scene scene, Duration time) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "nice",
                "-n",
                "19",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Strangers.class.getName(),
                name,
                Long.toString(time.toSeconds())));
        command.addAll(scene.target().words());
        Child child = new Child(command);
        strangers = Optional.of(child);
        child.expect("ready");
    }

    @Override
    public String run(Scene scene, Duration time) throws IOException {
        Child child = strangers.orElseThrow();
        child.tell("go");
        String achieved = String.join(" ", child.expect("done"));
        return achieved.substring("done ".length());
    }

    @Override
    public void close() {
        strangers.ifPresent(Child::close);
    }
}
