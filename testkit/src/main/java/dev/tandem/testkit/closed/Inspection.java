package dev.tandem.testkit.closed;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Goes through one source and complains of every ladder that lets a new case pass, and of every cast to a case. */
final class Inspection extends TreeScanner<Void, Void> {

    private final Source source;
    private final Declarations declarations;
    private final List<String> complaints;
    private @Nullable Declaration place;

    Inspection(Source source, Declarations declarations, List<String> complaints) {
        this.source = source;
        this.declarations = declarations;
        this.complaints = complaints;
    }

    void inspect() {
        scan(source.unit(), null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
        Declaration outside = place;
        Optional<Declaration> declared = declarations.declared(type);
        place = declared.orElse(outside);
        super.visitClass(type, null);
        place = outside;
        return null;
    }

    @Override
    public @Nullable Void visitBlock(BlockTree block, @Nullable Void nothing) {
        inspect(block.getStatements());
        return super.visitBlock(block, null);
    }

    @Override
    public @Nullable Void visitCase(CaseTree one, @Nullable Void nothing) {
        inspect(one.getStatements() == null ? List.of(one.getBody()) : one.getStatements());
        return super.visitCase(one, null);
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Void nothing) {
        if (lambda.getBody() instanceof ExpressionTree body) {
            inspect(List.of(body));
        }
        return super.visitLambdaExpression(lambda, null);
    }

    @Override
    public @Nullable Void visitTypeCast(TypeCastTree cast, @Nullable Void nothing) {
        Declaration here = here();
        declarations
                .resolve(Declaration.nameOf(cast.getType()), source, here)
                .filter(type -> !declarations.closedAbove(type).isEmpty())
                .ifPresent(type -> complaints.add(source.at(cast) + ": " + cast.getExpression() + " is cast to "
                        + type.shortName() + ", one case of several; ask by instanceof and end in a throw"));
        return super.visitTypeCast(cast, null);
    }

    private Declaration here() {
        if (place == null) {
            throw new IllegalStateException("a statement outside of any class");
        }
        return place;
    }

    private void inspect(List<? extends Tree> statements) {
        Map<String, Integer> askedUpTo = new HashMap<>();
        for (int i = 0; i < statements.size(); i++) {
            for (InstanceOfTree question : questions(statements.get(i))) {
                String subject = Ladder.text(question.getExpression());
                if (askedUpTo.getOrDefault(subject, -1) < i) {
                    askedUpTo.put(subject, climb(subject, statements, i, question));
                }
            }
        }
    }

    private List<InstanceOfTree> questions(Tree statement) {
        List<InstanceOfTree> all = new ArrayList<>();
        Rung.of(statement).arms().forEach(all::addAll);
        all.removeIf(each -> Ladder.caseAsked(each, declarations, here()).isEmpty());
        return all;
    }

    private int climb(String subject, List<? extends Tree> statements, int first, Tree question) {
        Ladder ladder = Ladder.of(subject, declarations, here());
        boolean noticed = ladder.noticesTheRest(statements, first);
        int last = ladder.lastRung();
        if (!noticed && ladder.arms() > 1) {
            complaints.add(source.at(question) + ": " + subject + " is asked for " + names(ladder.named()) + ", and "
                    + passing(ladder) + " in silence; end in throw new AssertionError(" + subject + ")");
        }
        return last;
    }

    private static String passing(Ladder ladder) {
        return ladder.missing().isEmpty() ? "others pass" : names(ladder.missing()) + " and any new one pass";
    }

    private static String names(Set<Declaration> cases) {
        return cases.stream().map(Declaration::simpleName).collect(Collectors.joining(", "));
    }
}
