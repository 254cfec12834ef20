package dev.tandem.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a Node test run prints: the Test Anything Protocol, version 13, as {@code node --test-reporter=tap} has it. */
final class Tap {

    private static final Pattern RESULT = Pattern.compile("( *)(not )?ok \\d+ - (.*)");
    private static final Pattern DIRECTIVE = Pattern.compile(" # (SKIP|TODO)\\b.*");

    private Tap() {}

    /** The cases in the order they ended; what a failed one printed beneath its line is the reason. */
    static List<NodeSuite.Case> read(List<String> lines) {
        List<NodeSuite.Case> cases = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            Matcher result = RESULT.matcher(lines.get(at));
            if (result.matches()) {
                String name =
                        DIRECTIVE.matcher(result.group(3)).replaceFirst("").replace("\\#", "#");
                boolean failed = result.group(2) != null;
                cases.add(new NodeSuite.Case(name, failed ? Optional.of(reason(lines, at + 1)) : Optional.empty()));
            }
        }
        return cases;
    }

    private static String reason(List<String> lines, int from) {
        List<String> reason = new ArrayList<>();
        for (int at = from; at < lines.size() && !lines.get(at).strip().equals("..."); at++) {
            reason.add(lines.get(at));
        }
        return String.join("\n", reason);
    }
}
