package dev.tandem.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a Node test run prints: the Test Anything Protocol, version 13, as {@code node --test-reporter=tap} has it. */
final class Tap {

    private static final Pattern RESULT = Pattern.compile("( *)(not )?ok \\d+ - (.*)");
    /** A case that was not really run: it says why, and counts as failed, so that nobody takes it for a proof. */
    private static final Pattern DIRECTIVE = Pattern.compile("(.*) # ((?:SKIP|TODO)\\b.*)");

    private Tap() {}

    /** The cases in the order they ended; what a failed one printed beneath its line is the reason. */
    static List<NodeSuite.Case> read(List<String> lines) {
        List<NodeSuite.Case> cases = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            Matcher result = RESULT.matcher(lines.get(at));
            if (result.matches()) {
                Optional<String> failure =
                        result.group(2) == null ? Optional.empty() : Optional.of(reason(lines, at + 1));
                cases.add(ended(result.group(3), failure));
            }
        }
        return cases;
    }

    private static NodeSuite.Case ended(String description, Optional<String> failure) {
        Matcher directive = DIRECTIVE.matcher(description);
        return directive.matches()
                ? new NodeSuite.Case(plain(directive.group(1)), Optional.of(directive.group(2)))
                : new NodeSuite.Case(plain(description), failure);
    }

    private static String plain(String name) {
        return name.replace("\\#", "#");
    }

    private static String reason(List<String> lines, int from) {
        List<String> reason = new ArrayList<>();
        for (int at = from; at < lines.size() && !lines.get(at).strip().equals("..."); at++) {
            reason.add(lines.get(at));
        }
        return String.join("\n", reason);
    }
}
