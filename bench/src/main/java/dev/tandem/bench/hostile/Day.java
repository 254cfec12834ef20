package dev.tandem.bench.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A hostile day: {@code bench/run hostile.Day} makes one attack after the other, each on a fresh packaged gateway with the
 * README's options, and says of each whether the gateway survived it: the call that was up lost at most half a percent of its
 * packets and no more than 80 ms in a row, SIP and REST answered within a second of the end, new calls went through and were
 * recorded, heap and descriptors were back within half a minute. Ends with 1 when one was not survived.
 *
 * <p>Arguments: names of attacks (all without any); {@code quick} for ten seconds each instead of a minute;
 * {@code port=23500} for the first of 300 ports that are free.
 */
public final class Day {
    private static final int DESCRIPTORS = 1_024;
    private static final int SMALL_HEAP_MEGABYTES = 256;
    static final List<Attack> ATTACKS = List.of(
            new Control(),
            strangers("slow-bodies"),
            strangers("large-bodies"),
            strangers("websocket-pings"),
            strangers("idle-connections"),
            strangers("register-flood"),
            strangers("invite-flood"),
            strangers("options-flood"),
            new ByStrangers("rtp-strangers", true, UnaryOperator.identity()),
            new DiskFull(),
            new DatabaseStopped(),
            new ByStrangers("descriptors", true, launch -> launch.withDescriptors(DESCRIPTORS)),
            new ByStrangers("small-heap", false, launch -> launch.withHeap(SMALL_HEAP_MEGABYTES)));

    private final Duration warm;
    private final Duration time;
    private final Ports ports;

    private Day(boolean quick, Ports ports) {
        warm = Duration.ofSeconds(quick ? 3 : 15);
        time = Duration.ofSeconds(quick ? 10 : 60);
        this.ports = ports;
    }

    private static Attack strangers(String name) {
        return new ByStrangers(name, false, UnaryOperator.identity());
    }

    /** See above. */
    public static void main(String[] arguments) throws Exception {
        List<String> names = new ArrayList<>(List.of(arguments));
        boolean quick = names.remove("quick");
        Optional<String> port =
                names.stream().filter(name -> name.startsWith("port=")).findFirst();
        port.ifPresent(names::remove);
        List<String> known = ATTACKS.stream().map(Attack::name).toList();
        if (!known.containsAll(names)) {
            System.out.println("arguments: quick, port=23500, and of " + known);
            System.exit(2);
        }
        Day day = new Day(
                quick,
                new Ports(port.map(text -> Integer.parseInt(text.substring(5))).orElse(23_500)));
        int died = 0;
        for (Attack attack : ATTACKS) {
            if (names.isEmpty() || names.contains(attack.name())) {
                died += day.isSurvived(attack) ? 0 : 1;
            }
        }
        System.exit(died == 0 ? 0 : 1);
    }

    /** What could not be tried is no death, and is said. */
    private boolean isSurvived(Attack attack) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hostile-" + attack.name() + "-");
        boolean survived = true;
        // What is mounted or stopped does not stay so when somebody stops the day.
        Runtime.getRuntime().addShutdownHook(new Thread(attack::close));
        try (attack) {
            Launch launch = attack.prepare(Launch.usual(folder.resolve("data")), folder, ports);
            Trial.Outcome outcome = new Trial(attack, warm, time, ports, launch, folder).run();
            survived = outcome.failings().isEmpty();
            say(attack, survived ? "survived" : "died with: " + String.join("; ", outcome.failings()));
            outcome.told().forEach(line -> System.out.println("    " + line));
        } catch (Attack.Refused refused) {
            say(attack, "not tried: " + refused.getMessage());
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception broken) {
            survived = false;
            say(attack, "not measured: " + broken);
        }
        if (survived) {
            delete(folder);
        } else {
            System.out.println("    its log: " + folder.resolve(Gateway.LOG));
        }
        return survived;
    }

    private static void say(Attack attack, String verdict) {
        System.out.printf("%-18s %s%n", attack.name(), verdict);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
