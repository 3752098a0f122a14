package library.internal;

import static yamanote.Async.async;

import library.api.Leaf;
import yamanote.future.Future;

/** A class of a package that is not exported. */
public final class Hidden {
    private Hidden() {}

    public static Future<String> text(int n) {
        return async(() -> new PackagePrivate(n).text().await());
    }
}

/** Nobody outside the package sees this type. */
final class PackagePrivate {
    private final int n;

    PackagePrivate(int n) {
        this.n = n;
    }

    Future<String> text() {
        return async(
                () -> {
                    var self = Leaf.of(this).await();
                    return "hidden " + self.n + Leaf.of(n).await();
                });
    }
}
