package dev.tandem.testkit.closed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds sources to one rule: whoever asks for the cases of a sealed type one by one notices a case that is added.
 *
 * <p>A <em>ladder</em> asks the same expression for two cases or more: an if / else-if chain, a run of ifs each of which leaves
 * (return, throw, continue, break), a chain of {@code ?:}, or these after one another. It is fine if
 *
 * <ul>
 *   <li>what is left ends in a {@code throw}: the final else, or the statement after the run, or
 *   <li>its arms name every case; a new one is then a case that is missing, and the check fails, or
 *   <li>what is left hands the same expression to a method ({@code return gone(event);}), and that method goes on by this very
 *       rule, be it with one arm only. An abstract method goes on in each of its bodies; a switch, as in
 *       {@code return switch (state) {...}}, in each of its cases.
 * </ul>
 *
 * <p>A single question ({@code if (event instanceof Lost lost)} and no more) is no ladder. A condition may ask for more than the
 * case ({@code event instanceof Hold && connected}): the case counts as named, somebody has thought of it.
 *
 * <p><b>A cast to a case is never fine</b>, neither as the last arm ({@code return ((Contact) target).binding()}) nor elsewhere.
 * The compiler accepts it whatever cases there are, so it is no safer than an {@code instanceof}; that it throws when a new
 * case arrives it shares with a {@code throw}, but it reads as a certainty, and its ClassCastException names a type and not
 * what was forgotten. So there is one way: ask, and throw.
 */
public final class ClosedTypes {

    private final List<Source> checked;
    private final Declarations declarations;

    private ClosedTypes(List<Source> checked, Declarations declarations) {
        this.checked = checked;
        this.declarations = declarations;
    }

    /** The sources below a directory, and those below others whose sealed types they use. */
    public static ClosedTypes in(Path sources, Path... used) {
        List<Source> checked = Source.below(sources);
        List<Source> known = new ArrayList<>(checked);
        for (Path each : used) {
            known.addAll(Source.below(each));
        }
        return new ClosedTypes(checked, new Declarations(known));
    }

    /** Fails with a line for each place where a new case would be passed over. */
    public void check() {
        List<String> complaints = complaints();
        if (!complaints.isEmpty()) {
            throw new AssertionError(
                    "a new case of a sealed type would go unnoticed at\n" + String.join("\n", complaints));
        }
    }

    /** The places where a new case would be passed over: file, line, and a sentence. */
    public List<String> complaints() {
        if (!declarations.anyClosed()) {
            throw new IllegalStateException("no sealed type in these sources: is this the right directory?");
        }
        List<String> complaints = new ArrayList<>();
        for (Source source : checked) {
            new Inspection(source, declarations, complaints).inspect();
        }
        return complaints;
    }
}
