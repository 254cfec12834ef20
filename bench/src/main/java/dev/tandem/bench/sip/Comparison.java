package dev.tandem.bench.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a thousand cost two subjects in turn, at each rate, and the ratio. */
final class Comparison {
    private final Terms terms;
    private final Subject tandem;
    private final Subject peer;
    private final Work work;

    /** Calls or registrations. */
    interface Work {
        Sipp.Outcome of(Subject subject, Load load) throws Exception;
    }

    Comparison(Terms terms, Subject tandem, Subject peer, Work work) {
        this.terms = terms;
        this.tandem = tandem;
        this.peer = peer;
        this.work = work;
    }

    /** Prints every round, then the medians and the spread of each rate. */
    void print() throws Exception {
        List<Rounds> all = new ArrayList<>();
        terms.rates().forEach(rate -> all.add(new Rounds(rate, new ArrayList<>(), new ArrayList<>())));
        for (int round = 0; round < terms.rounds(); round++) {
            for (Rounds each : all) {
                Load load = new Load(each.rate(), (long) each.rate() * terms.seconds());
                each.peer().add(cost(peer, load));
                each.tandem().add(cost(tandem, load));
            }
        }
        all.forEach(Comparison::summary);
    }

    /** CPU seconds a thousand, printed. */
    double cost(Subject subject, Load load) throws Exception {
        double before = subject.cpuSeconds();
        Sipp.Outcome outcome = work.of(subject, load);
        double cost = (subject.cpuSeconds() - before) * 1_000 / Math.max(1, outcome.succeeded());
        System.out.printf(
                Locale.ROOT,
                "%-9s %4d/s: %6.2f CPU-s a thousand, setup %.1f ms, %d of %d failed%n",
                subject.name(),
                load.rate(),
                cost,
                outcome.setupMillis(),
                load.count() - outcome.succeeded(),
                load.count());
        return cost;
    }

    private record Rounds(int rate, List<Double> peer, List<Double> tandem) {

        List<Double> ratios() {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < peer.size(); i++) {
                ratios.add(tandem.get(i) / peer.get(i));
            }
            return ratios;
        }
    }

    private static void summary(Rounds rounds) {
        System.out.printf(
                Locale.ROOT,
                "== %d/s: kamailio %s, Tandem %s CPU-s a thousand, ratio %s%n",
                rounds.rate(),
                spread(rounds.peer()),
                spread(rounds.tandem()),
                spread(rounds.ratios()));
    }

    private static String spread(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int last = sorted.size() - 1;
        double median = (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2;
        return String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", median, sorted.get(0), sorted.get(last));
    }
}
