package dev.tandem.testkit.closed;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cases of a switch that stands in a statement. */
final class Switches extends TreeScanner<Void, Void> {

    private final List<CaseTree> cases = new ArrayList<>();

    private Switches() {}

    /** All cases of the outermost switches; none where there is no switch. */
    static List<CaseTree> casesIn(Tree statement) {
        Switches switches = new Switches();
        switches.scan(statement, null);
        return switches.cases;
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree statement, @Nullable Void nothing) {
        cases.addAll(statement.getCases());
        return null;
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree expression, @Nullable Void nothing) {
        cases.addAll(expression.getCases());
        return null;
    }
}
