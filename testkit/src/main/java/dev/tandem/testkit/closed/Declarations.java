package dev.tandem.testkit.closed;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.Tree;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types that some sources declare, found by the names that these sources use for them. */
final class Declarations {

    private final Map<String, Declaration> byName = new LinkedHashMap<>();
    private final IdentityHashMap<ClassTree, Declaration> byTree = new IdentityHashMap<>();
    private final Map<Declaration, Set<Declaration>> casesOf = new LinkedHashMap<>();

    Declarations(List<Source> sources) {
        for (Source source : sources) {
            String prefix = source.packageName().isEmpty() ? "" : source.packageName() + ".";
            source.unit().getTypeDecls().forEach(type -> declare(prefix, type, source, null));
        }
        byName.values().forEach(this::noteParents);
    }

    private void declare(String prefix, Tree member, Source source, @Nullable Declaration outer) {
        if (member instanceof ClassTree tree) {
            Declaration declared = new Declaration(prefix + tree.getSimpleName(), tree, source, outer);
            byName.put(declared.name(), declared);
            byTree.put(tree, declared);
            tree.getMembers().forEach(inner -> declare(declared.name() + ".", inner, source, declared));
        }
    }

    /** A sealed type's cases say themselves whose they are; its permits clause says no more than that. */
    private void noteParents(Declaration child) {
        for (Declaration parent : parentsOf(child)) {
            if (parent.isClosed()) {
                casesOf.computeIfAbsent(parent, first -> new LinkedHashSet<>()).add(child);
            }
        }
    }

    boolean anyClosed() {
        return !casesOf.isEmpty();
    }

    Optional<Declaration> declared(ClassTree tree) {
        return Optional.ofNullable(byTree.get(tree));
    }

    Collection<Declaration> all() {
        return byName.values();
    }

    /** The cases of a type: itself if it is not closed, else those of its cases. */
    Set<Declaration> casesOf(Declaration type) {
        Set<Declaration> cases = new LinkedHashSet<>();
        if (!type.isClosed()) {
            return Set.of(type);
        }
        casesOf.getOrDefault(type, Set.of()).forEach(each -> cases.addAll(casesOf(each)));
        return cases;
    }

    /** The closed types of which this is a case, near or far. */
    Set<Declaration> closedAbove(Declaration type) {
        Set<Declaration> above = new LinkedHashSet<>();
        for (Declaration parent : parentsOf(type)) {
            if (parent.isClosed()) {
                above.add(parent);
                above.addAll(closedAbove(parent));
            }
        }
        return above;
    }

    List<Declaration> parentsOf(Declaration child) {
        return child.parents().stream()
                .flatMap(parent -> resolve(parent, child.source(), child.outer()).stream())
                .toList();
    }

    /** The type that a name means in a place: one of the classes around it, of its members, its imports, its package. */
    Optional<Declaration> resolve(String written, Source source, @Nullable Declaration place) {
        int dot = written.indexOf('.');
        if (dot < 0) {
            return head(written, source, place);
        }
        Optional<Declaration> found = head(written.substring(0, dot), source, place);
        for (String member : written.substring(dot + 1).split("\\.")) {
            found = found.flatMap(type -> member(type, member));
        }
        return found.or(() -> Optional.ofNullable(byName.get(written)));
    }

    private Optional<Declaration> head(String simple, Source source, @Nullable Declaration place) {
        for (Declaration around = place; around != null; around = around.outer()) {
            if (around.simpleName().equals(simple)) {
                return Optional.of(around);
            }
            Optional<Declaration> member = member(around, simple);
            if (member.isPresent()) {
                return member;
            }
        }
        return imported(simple, source).or(() -> named(source.packageName(), simple));
    }

    private Optional<Declaration> member(Declaration type, String simple) {
        Optional<Declaration> own = named(type.name(), simple);
        if (own.isPresent()) {
            return own;
        }
        return parentsOf(type).stream()
                .flatMap(parent -> member(parent, simple).stream())
                .findFirst();
    }

    private Optional<Declaration> imported(String simple, Source source) {
        for (ImportTree each : source.unit().getImports()) {
            String name = each.getQualifiedIdentifier().toString();
            String prefix = name.substring(0, name.lastIndexOf('.'));
            boolean meant = name.endsWith("." + simple) || name.endsWith(".*");
            Optional<Declaration> found = meant ? named(prefix, simple) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Declaration> named(String prefix, String simple) {
        return Optional.ofNullable(byName.get(prefix.isEmpty() ? simple : prefix + "." + simple));
    }
}
