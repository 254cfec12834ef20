package dev.tandem.testkit.closed;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement (or expression that is a body by itself) asks by {@code instanceof}.
 *
 * @param arms the questions of each condition, in order
 * @param leaves whether none of its arms goes on with the next statement
 * @param otherwise what is done when no arm fits, where the statement says so itself
 */
record Rung(
        List<List<InstanceOfTree>> arms,
        boolean leaves,
        @Nullable Tree otherwise) {

    static Rung of(Tree statement) {
        if (statement instanceof IfTree first) {
            return ofIf(first);
        }
        return isSimple(statement) ? ofExpressions(statement) : new Rung(List.of(), false, null);
    }

    private static Rung ofIf(IfTree first) {
        List<List<InstanceOfTree>> arms = new ArrayList<>();
        boolean leaves = true;
        Tree next = first;
        while (next instanceof IfTree chained) {
            arms.add(Questions.in(chained.getCondition()).loose);
            leaves &= leaves(chained.getThenStatement());
            next = chained.getElseStatement();
        }
        return new Rung(arms, leaves, next);
    }

    private static Rung ofExpressions(Tree statement) {
        Questions questions = Questions.in(statement);
        List<List<InstanceOfTree>> arms = new ArrayList<>(questions.conditions);
        if (!questions.loose.isEmpty()) {
            arms.add(questions.loose);
        }
        return new Rung(arms, leaves(statement), questions.otherwise);
    }

    /** Whether a statement is nothing but expressions; the blocks of all others are ladders of their own. */
    static boolean isSimple(Tree tree) {
        return tree instanceof ExpressionTree
                || tree instanceof ExpressionStatementTree
                || tree instanceof ReturnTree
                || tree instanceof ThrowTree
                || tree instanceof VariableTree
                || tree instanceof YieldTree;
    }

    private static boolean leaves(Tree statement) {
        if (statement instanceof BlockTree block) {
            return !block.getStatements().isEmpty()
                    && leaves(block.getStatements().get(block.getStatements().size() - 1));
        }
        if (statement instanceof IfTree both && both.getElseStatement() != null) {
            return leaves(both.getThenStatement()) && leaves(both.getElseStatement());
        }
        return statement instanceof ReturnTree
                || statement instanceof ThrowTree
                || statement instanceof YieldTree
                || statement instanceof ContinueTree
                || statement instanceof BreakTree;
    }

    /** The questions of an expression, those that choose by {@code ?:} apart from the others. */
    private static final class Questions extends TreeScanner<Void, Void> {

        private final List<List<InstanceOfTree>> conditions = new ArrayList<>();
        private final List<InstanceOfTree> loose = new ArrayList<>();
        private @Nullable Tree otherwise;

        static Questions in(Tree tree) {
            Questions questions = new Questions();
            questions.scan(tree, null);
            return questions;
        }

        @Override
        public @Nullable Void visitInstanceOf(InstanceOfTree question, @Nullable Void nothing) {
            loose.add(question);
            return super.visitInstanceOf(question, null);
        }

        @Override
        public @Nullable Void visitConditionalExpression(ConditionalExpressionTree choice, @Nullable Void nothing) {
            conditions.add(in(choice.getCondition()).loose);
            scan(choice.getTrueExpression(), null);
            otherwise = choice.getFalseExpression();
            return scan(choice.getFalseExpression(), null);
        }

        @Override
        public @Nullable Void visitLambdaExpression(LambdaExpressionTree later, @Nullable Void nothing) {
            return null;
        }

        @Override
        public @Nullable Void visitSwitchExpression(SwitchExpressionTree cases, @Nullable Void nothing) {
            return null;
        }

        @Override
        public @Nullable Void visitClass(ClassTree inner, @Nullable Void nothing) {
            return null;
        }
    }
}
