package dev.tandem.testkit.closed;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The questions asked of one expression from a statement on, and what becomes of the cases that none of them names. */
final class Ladder {

    private final Declarations declarations;
    private final Declaration place;
    private final String subject;
    private final Set<Declaration> named;
    private final Set<Tree> walked;
    private int arms;
    private int lastRung = -1;

    private Ladder(
            Declarations declarations, Declaration place, String subject, Set<Declaration> named, Set<Tree> walked) {
        this.declarations = declarations;
        this.place = place;
        this.subject = subject;
        this.named = named;
        this.walked = walked;
    }

    static Ladder of(String subject, Declarations declarations, Declaration place) {
        return new Ladder(declarations, place, subject, new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    /** The cases that arms name, here and where the rest was handed to. */
    Set<Declaration> named() {
        return named;
    }

    int arms() {
        return arms;
    }

    /** The statement that asks last, among those where it begins. */
    int lastRung() {
        return lastRung;
    }

    /** Whether each case that no arm names comes to a throw, going through these statements. */
    boolean noticesTheRest(List<? extends Tree> statements, int first) {
        List<? extends Tree> rest = statements.subList(first, statements.size());
        boolean fallsThrough = false;
        int last = first;
        for (int i = first; i < statements.size(); i++) {
            Rung rung = Rung.of(statements.get(i));
            if (!asks(rung)) {
                continue;
            }
            last = i;
            rest = rung.otherwise() == null
                    ? statements.subList(i + 1, statements.size())
                    : statementsOf(rung.otherwise());
            fallsThrough = rung.otherwise() == null && !rung.leaves();
            if (rung.otherwise() != null || fallsThrough) {
                break;
            }
        }
        lastRung = lastRung < 0 ? last : lastRung;
        // What follows a single question whose answer goes on to the next statement too has nothing to do with it.
        boolean single = fallsThrough && arms == 1;
        return namesAll() || (!single && isNoticed(rest));
    }

    private boolean asks(Rung rung) {
        int before = arms;
        for (List<InstanceOfTree> questions : rung.arms()) {
            Set<Declaration> asked = new LinkedHashSet<>();
            questions.forEach(question ->
                    caseAsked(question, subject, declarations, place).ifPresent(asked::add));
            named.addAll(asked);
            arms += asked.isEmpty() ? 0 : 1;
        }
        return arms > before;
    }

    /** The case of a closed type for which a question asks of this very expression. */
    static Optional<Declaration> caseAsked(
            InstanceOfTree question, String subject, Declarations declarations, Declaration place) {
        return text(question.getExpression()).equals(subject)
                ? caseAsked(question, declarations, place)
                : Optional.empty();
    }

    static Optional<Declaration> caseAsked(InstanceOfTree question, Declarations declarations, Declaration place) {
        return declarations
                .resolve(Declaration.nameOf(question.getType()), place.source(), place)
                .filter(type -> !declarations.closedAbove(type).isEmpty());
    }

    static String text(ExpressionTree expression) {
        return expression instanceof ParenthesizedTree inner ? text(inner.getExpression()) : expression.toString();
    }

    /** The cases that no arm names, of every closed type of which all that are named are cases. */
    Set<Declaration> missing() {
        Set<Declaration> missing = new LinkedHashSet<>();
        types().forEach(type -> missing.addAll(declarations.casesOf(type)));
        named.forEach(each -> missing.removeAll(declarations.casesOf(each)));
        return missing;
    }

    /** The closed types that this can be a ladder over. */
    Set<Declaration> types() {
        Set<Declaration> types = new LinkedHashSet<>();
        named.forEach(each -> types.addAll(declarations.closedAbove(each)));
        named.forEach(each -> types.retainAll(declarations.closedAbove(each)));
        return types;
    }

    private boolean namesAll() {
        return !types().isEmpty() && missing().isEmpty();
    }

    private boolean isNoticed(List<? extends Tree> rest) {
        if (rest.isEmpty()) {
            return false;
        }
        if (rest.get(rest.size() - 1) instanceof ThrowTree) {
            return true;
        }
        if (rest.stream().map(Rung::of).anyMatch(this::isAskedBy)) {
            return noticesTheRest(rest, 0);
        }
        boolean noticed = false;
        for (Tree each : rest) {
            noticed |= Rung.isSimple(each) && isHandedOver(each);
            noticed |= isNoticedInEachCase(Switches.casesIn(each));
        }
        return noticed;
    }

    private boolean isNoticedInEachCase(List<CaseTree> cases) {
        boolean all = true;
        for (CaseTree one : cases) {
            all &= isNoticed(one.getStatements() == null ? statementsOf(one.getBody()) : one.getStatements());
        }
        return all && !cases.isEmpty();
    }

    private boolean isAskedBy(Rung rung) {
        return rung.arms().stream()
                .flatMap(List::stream)
                .anyMatch(each -> caseAsked(each, subject, declarations, place).isPresent());
    }

    private boolean isHandedOver(Tree statement) {
        return HandOver.in(statement, subject, declarations, place).stream().anyMatch(this::isNoticedBy);
    }

    private boolean isNoticedBy(HandOver to) {
        boolean all = true;
        List<HandOver.Taker> takers = to.takers();
        for (HandOver.Taker taker : takers) {
            all &= walked.add(taker.method()) && goesOn(taker);
        }
        return all && !takers.isEmpty();
    }

    private boolean goesOn(HandOver.Taker taker) {
        Ladder next = new Ladder(
                declarations,
                taker.place(),
                taker.parameter(),
                new LinkedHashSet<>(named),
                new LinkedHashSet<>(walked));
        boolean noticed = next.noticesTheRest(taker.statements(), 0);
        arms += next.arms;
        named.addAll(next.named);
        return noticed;
    }

    private static List<? extends Tree> statementsOf(Tree otherwise) {
        return otherwise instanceof BlockTree block ? block.getStatements() : new ArrayList<>(List.of(otherwise));
    }
}
