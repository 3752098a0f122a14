package yamanote.compiler.lint;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks over one analysed class and shows every tree to the checks that asked for its kind. */
final class LintScanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final List<Check> CHECKS =
            List.of(
                    new UnawaitedCheck(),
                    new FutureResultCheck(),
                    new AwaitPlaceCheck(),
                    new HugeBodyCheck(),
                    new UnwovenCheck(),
                    new SwallowedCancelCheck(),
                    new SelectBreakCheck(),
                    new CancelChildCheck(),
                    new CancelSafetyCheck());

    private static final Map<Tree.Kind, List<Check>> BY_KIND = byKind();

    private final Code code;
    private final Findings findings;

    LintScanner(Code code, Findings findings) {
        this.code = code;
        this.findings = findings;
    }

    void run(TreePath root) {
        show(root);
        scan(root, null);
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void p) {
        if (tree != null && BY_KIND.containsKey(tree.getKind())) {
            show(new TreePath(getCurrentPath(), tree));
        }
        return super.scan(tree, null);
    }

    private void show(TreePath path) {
        for (Check check : BY_KIND.getOrDefault(path.getLeaf().getKind(), List.of())) {
            check.check(path, code, findings);
        }
    }

    private static Map<Tree.Kind, List<Check>> byKind() {
        var map = new EnumMap<Tree.Kind, List<Check>>(Tree.Kind.class);
        for (Check check : CHECKS) {
            for (Tree.Kind kind : check.kinds()) {
                map.computeIfAbsent(kind, _ -> new ArrayList<>()).add(check);
            }
        }
        return map;
    }
}
