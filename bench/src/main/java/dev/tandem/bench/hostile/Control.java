package dev.tandem.bench.hostile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Nothing happens: what the machine's own noise costs the call. */
final class Control implements Attack {

    @Override
    public String name() {
        return "control";
    }

    @Override
    public boolean judgesCallMeanwhile() {
        return true;
    }

    @Override
    public Launch prepare(Launch usual, Path folder, Ports ports) {
        return usual;
    }

    @Override
    public void ready(Scene scene, Duration time) {}

    @Override
    public String run(Scene scene, Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        return "nobody attacks";
    }

    @Override
    public void close() {}
}
