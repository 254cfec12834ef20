package dev.tandem.bench.sip;

import dev.tandem.bench.process.CpuTime;
import dev.tandem.bench.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Kamailio as a stateful relay and registrar, see {@code bench/src/main/sip/kamailio.cfg}. */
final class Kamailio implements Subject {
    private final int port = Ports.free();
    private final Process process;

    /** Starts it; every call it gets goes to the callee. */
    Kamailio(String callee, Path log) throws IOException, InterruptedException {
        process = new ProcessBuilder(List.of(
                        "kamailio",
                        "-f",
                        Sipp.scenario("kamailio.cfg").toString(),
                        "-DD",
                        "-E",
                        "-A",
                        "PORT=" + port,
                        "-A",
                        "CALLEE=\"sip:" + callee + "\""))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        TimeUnit.SECONDS.sleep(2);
        if (!process.isAlive()) {
            throw new IOException("kamailio did not start; see " + log);
        }
    }

    @Override
    public String name() {
        return "kamailio";
    }

    @Override
    public int sipPort() {
        return port;
    }

    @Override
    public double cpuSeconds() throws IOException {
        double sum = 0;
        for (ProcessHandle each : (Iterable<ProcessHandle>)
                Stream.concat(Stream.of(process.toHandle()), process.descendants())::iterator) {
            sum += CpuTime.seconds(each);
        }
        return sum;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
