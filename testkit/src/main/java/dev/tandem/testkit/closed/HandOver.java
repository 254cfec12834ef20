package dev.tandem.testkit.closed;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call that hands an expression on, as the argument at an index. */
record HandOver(MethodInvocationTree call, int index, Declarations declarations, Declaration place) {

    /** A method with a body that takes over, and the class it stands in. */
    record Taker(MethodTree method, int index, Declaration place) {

        String parameter() {
            return method.getParameters().get(index).getName().toString();
        }

        List<? extends Tree> statements() {
            return method.getBody().getStatements();
        }
    }

    /** All calls in a statement that hand this expression on. */
    static List<HandOver> in(Tree statement, String subject, Declarations declarations, Declaration place) {
        List<HandOver> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
                for (int i = 0; i < call.getArguments().size(); i++) {
                    if (Ladder.text(call.getArguments().get(i)).equals(subject)) {
                        found.add(new HandOver(call, i, declarations, place));
                    }
                }
                return super.visitMethodInvocation(call, null);
            }

            @Override
            public @Nullable Void visitSwitchExpression(SwitchExpressionTree cases, @Nullable Void nothing) {
                // Each case has to hand it on, which is for the ladder to see.
                return null;
            }
        }.scan(statement, null);
        return found;
    }

    /** The methods that may take over: the one that is called, or if it has no body, each that gives it one. */
    List<Taker> takers() {
        int arguments = call.getArguments().size();
        for (Declaration owner : owners()) {
            List<MethodTree> methods = owner.methods(methodName(), arguments);
            if (!methods.isEmpty()) {
                return methods.stream()
                        .filter(each -> methods.size() == 1 || takesAClosedType(each, owner))
                        .flatMap(each -> bodies(each, owner))
                        .toList();
            }
        }
        return List.of();
    }

    private String methodName() {
        return call.getMethodSelect() instanceof MemberSelectTree member
                ? member.getIdentifier().toString()
                : call.getMethodSelect().toString();
    }

    private List<Declaration> owners() {
        if (call.getMethodSelect() instanceof MemberSelectTree member) {
            String receiver = member.getExpression().toString();
            return receiver.equals("this") || receiver.equals("super")
                    ? withParents(place)
                    : typeOf(member.getExpression()).stream()
                            .flatMap(type -> withParents(type).stream())
                            .toList();
        }
        List<Declaration> owners = new ArrayList<>();
        for (Declaration around = place; around != null; around = around.outer()) {
            owners.addAll(withParents(around));
        }
        return owners;
    }

    private List<Declaration> withParents(Declaration type) {
        List<Declaration> all = new ArrayList<>(List.of(type));
        declarations.parentsOf(type).forEach(parent -> all.addAll(withParents(parent)));
        return all;
    }

    /** The type of a receiver that is a class's name or a field; what else it may be, nobody can tell without compiling. */
    private Optional<Declaration> typeOf(ExpressionTree receiver) {
        String written = receiver.toString();
        for (Declaration around = place; around != null; around = around.outer()) {
            for (Tree member : around.tree().getMembers()) {
                if (member instanceof VariableTree field && field.getName().contentEquals(written)) {
                    return declarations.resolve(Declaration.nameOf(field.getType()), around.source(), around);
                }
            }
        }
        return declarations.resolve(written, place.source(), place);
    }

    private boolean takesAClosedType(MethodTree method, Declaration owner) {
        Tree type = method.getParameters().get(index).getType();
        return declarations
                .resolve(Declaration.nameOf(type), owner.source(), owner)
                .filter(Declaration::isClosed)
                .isPresent();
    }

    private Stream<Taker> bodies(MethodTree method, Declaration owner) {
        if (method.getBody() != null) {
            return Stream.of(new Taker(method, index, owner));
        }
        return declarations.all().stream()
                .filter(type -> !type.equals(owner) && withParents(type).contains(owner))
                .flatMap(type -> type.methods(methodName(), call.getArguments().size()).stream()
                        .filter(each -> each.getBody() != null)
                        .map(each -> new Taker(each, index, type)));
    }
}
