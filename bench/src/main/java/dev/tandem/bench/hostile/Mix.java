package dev.tandem.bench.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several at once, a thread each. */
record Mix(List<Onslaught> all) implements Onslaught {

    @Override
    public String press(Target target, long untilNanos) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        List<Future<String>> pressing = new ArrayList<>();
        for (Onslaught each : all) {
            pressing.add(threads.submit(() -> each.press(target, untilNanos)));
        }
        List<String> achieved = new ArrayList<>();
        for (Future<String> each : pressing) {
            achieved.add(each.get());
        }
        threads.shutdown();
        return String.join("; ", achieved);
    }
}
