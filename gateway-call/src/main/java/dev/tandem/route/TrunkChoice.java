package dev.tandem.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Chooses the trunks for a number from the outbound routes, which are in order of priority.
 *
 * <p>Every matching rule contributes its trunks, in order, so that a call fails over first within a rule and then to the
 * next matching rule. Without any rule every enabled trunk carries every number, which is what one trunk needs. A
 * matching rule that names no trunk is the end of the table: it refuses.
 */
public final class TrunkChoice {

    private final Supplier<List<Route>> rules;
    private final Supplier<List<Trunk>> trunks;

    public TrunkChoice(Supplier<List<Route>> rules, Supplier<List<Trunk>> trunks) {
        this.rules = rules;
        this.trunks = trunks;
    }

    /** The trunks to try for a number, best first; adds why to {@code reasons}. */
    public List<Trunk> trunksFor(String e164, List<String> reasons) {
        Map<String, Trunk> enabled = trunks.get().stream()
                .filter(Trunk::enabled)
                .collect(Collectors.toMap(Trunk::name, Function.identity(), (first, second) -> first));
        List<Route> table = rules.get();
        if (table.isEmpty()) {
            reasons.add(
                    enabled.isEmpty() ? "no trunk is enabled" : "no routes are configured: every trunk may be tried");
            return trunks.get().stream().filter(Trunk::enabled).toList();
        }
        List<Trunk> chosen = new ArrayList<>();
        for (Route rule : table) {
            addMatching(rule, e164, enabled, chosen, reasons);
            if (rule.trunks().isEmpty() && rule.pattern().matches(e164)) {
                break;
            }
        }
        return chosen;
    }

    private static void addMatching(
            Route rule, String e164, Map<String, Trunk> enabled, List<Trunk> chosen, List<String> reasons) {
        if (!rule.pattern().matches(e164)) {
            reasons.add("route " + rule.name() + ": " + e164 + " does not match " + rule.pattern());
            return;
        }
        List<Trunk> usable = rule.trunks().stream()
                .filter(enabled::containsKey)
                .map(enabled::get)
                .filter(trunk -> !chosen.contains(trunk))
                .toList();
        reasons.add("route " + rule.name() + " matches: "
                + (usable.isEmpty() ? "none of its trunks is enabled" : "trunks " + names(usable)));
        chosen.addAll(usable);
    }

    private static String names(List<Trunk> peers) {
        return peers.stream().map(Trunk::name).collect(Collectors.joining(", "));
    }
}
