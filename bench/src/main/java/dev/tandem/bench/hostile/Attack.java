package dev.tandem.bench.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** One row of the day. Its steps are called in the order they stand in. */
interface Attack extends AutoCloseable {

    /** What it is called on the command line. */
    String name();

    /** Whether a new call must get through while it lasts; otherwise that is told and not judged. */
    boolean judgesCallMeanwhile();

    /**
     * Makes what the gateway is to run on.
     *
     * @param folder of this row, empty
     * @throws Refused when this machine cannot have this attack
     */
    Launch prepare(Launch usual, Path folder, Ports ports) throws IOException, InterruptedException, Refused;

    /** Gets ready, so that the attack's time is its own. */
    void ready(Scene scene, Duration time) throws IOException;

    /** Attacks, and is over when it returns what was achieved, in words. */
    String run(Scene scene, Duration time) throws IOException, InterruptedException;

    @Override
    void close();

    /**
     * Where it happens.
     *
     * @param target what strangers know of the gateway
     * @param data its data folder
     * @param rest its REST
     */
    record Scene(Target target, Path data, Rest rest) {}

    /** Says why an attack is not made here. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }
}
