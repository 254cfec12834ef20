package dev.tandem.testkit.closed;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** A class, interface, record or enum as it is declared, with the one it stands in. */
record Declaration(
        String name,
        ClassTree tree,
        Source source,
        @Nullable Declaration outer) {

    boolean isClosed() {
        return tree.getModifiers().getFlags().contains(Modifier.SEALED);
    }

    String simpleName() {
        return tree.getSimpleName().toString();
    }

    /** The name as it is said among people: without the package. */
    String shortName() {
        return outer == null ? simpleName() : outer.shortName() + "." + simpleName();
    }

    /** What it extends and implements, as written. */
    List<String> parents() {
        List<String> parents = new ArrayList<>();
        if (tree.getExtendsClause() != null) {
            parents.add(nameOf(tree.getExtendsClause()));
        }
        tree.getImplementsClause().forEach(parent -> parents.add(nameOf(parent)));
        return parents;
    }

    /** Its methods of a name that take so many arguments. */
    List<MethodTree> methods(String method, int arguments) {
        return tree.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(each -> each.getName().contentEquals(method)
                        && each.getParameters().size() == arguments)
                .toList();
    }

    /** A type's name as written, without its arguments. */
    static String nameOf(Tree type) {
        return type instanceof ParameterizedTypeTree generic ? nameOf(generic.getType()) : type.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Declaration that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
