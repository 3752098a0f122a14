package yamanote.verify.corpus;

import static yamanote.Async.async;

import yamanote.future.Future;
import yamanote.verify.probe.Env;

/** Assignments whose right or left side awaits. */
final class Assignment {
    private static int counter;
    private static String text;

    private int field;
    private long wide;
    private Assignment next;

    private Assignment() {}

    static Future<?> arrayElement(Env env) {
        return async(() -> {
            int[] a = {10, 20, 30};
            a[env.next()] = env.leaf(7).await();
            a[env.leaf(2).await()] = env.leaf(8).await();
            return a;
        });
    }

    static Future<?> compoundArrayElement(Env env) {
        return async(() -> {
            int[] a = {1, 2, 3};
            int i = 0;
            a[i++] += env.leaf(10).await();
            a[i++] *= env.leaf(10).await();
            a[i] <<= env.leaf(a[i]).await();
            return a;
        });
    }

    static Future<?> compoundLongAndDoubleElements(Env env) {
        return async(() -> {
            long[] l = {5, 6};
            double[] d = {0.5};
            l[env.leaf(1).await()] -= env.leaf(2L).await();
            d[0] /= env.leaf(4.0).await();
            l[0] >>>= env.leaf(1).await();
            return l[0] + "," + l[1] + "," + d[0];
        });
    }

    static Future<?> compoundField(Env env) {
        return async(() -> {
            var it = new Assignment();
            it.field = 3;
            it.field += env.leaf(4).await();
            it.wide = 1L << 40;
            it.wide |= env.leaf(9L).await();
            return it.field + it.wide;
        });
    }

    static Future<?> fieldReadBeforeTheAwait(Env env) {
        return async(() -> {
            var it = new Assignment();
            it.field = 1;
            it.field = it.field + env.leaf(bump(it)).await();
            return it.field;
        });
    }

    private static int bump(Assignment it) {
        it.field += 100;
        return it.field;
    }

    static Future<?> chainOfFields(Env env) {
        return async(() -> {
            var it = new Assignment();
            it.next = new Assignment();
            it.next.next = new Assignment();
            it.next.next.field = it.next.field = it.field = env.leaf(6).await();
            it.next.next.field += it.next.field++ + env.leaf(1).await() + ++it.field;
            return it.field + "," + it.next.field + "," + it.next.next.field;
        });
    }

    static Future<?> statics(Env env) {
        return async(() -> {
            counter = 1;
            text = "s";
            counter += env.leaf(2).await();
            text += env.leaf("t").await() + counter;
            return text + counter--;
        });
    }

    static Future<?> narrowing(Env env) {
        return async(() -> {
            byte b = 120;
            short s = 32_000;
            char c = 'a';
            b += env.leaf(10).await();
            s += env.leaf(1_000).await();
            c += env.leaf(2).await();
            float f = 1;
            f += env.leaf(0.25).await();
            boolean flag = true;
            flag &= env.leaf(false).await();
            flag |= env.leaf(true).await();
            flag ^= env.leaf(true).await();
            return b + "," + s + "," + c + "," + f + "," + flag;
        });
    }

    static Future<?> narrowElements(Env env) {
        return async(() -> {
            byte[] b = {127};
            char[] c = {'x'};
            boolean[] z = {false};
            short[] s = {1};
            b[0] += env.leaf(1).await();
            c[0]++;
            c[0] -= env.leaf(1).await();
            z[0] |= env.leaf(true).await();
            s[0] *= env.leaf(-1).await();
            return b[0] + "," + c[0] + "," + z[0] + "," + s[0];
        });
    }

    static Future<?> assignmentAsValue(Env env) {
        return async(() -> {
            int a;
            int b;
            long c;
            c = a = b = env.leaf(5).await();
            return (a += env.leaf(1).await()) + (b = env.leaf(2).await()) + (c++ + ++c);
        });
    }

    static Future<?> incrementsAroundAnAwait(Env env) {
        return async(() -> {
            int i = 0;
            return i++ + env.leaf(i++).await() * 10 + i++ * 100 + --i * 1000;
        });
    }

    static Future<?> boxedCompound(Env env) {
        return async(() -> {
            Integer i = 1_000;
            Long l = 5L;
            i += env.leaf(1).await();
            i++;
            l *= env.leaf(3L).await();
            return i + l;
        });
    }

    static Future<?> indexOutOfBounds(Env env) {
        return async(() -> {
            int[] a = new int[1];
            a[env.note(1)] = env.leaf(5).await();
            return a;
        });
    }

    static Future<?> nullArrayIsFoundAfterTheAwait(Env env) {
        return async(() -> {
            int[] none = env.leaf((int[]) null).await();
            none[env.note(0)] = env.leaf(env.note(5)).await();
            return none;
        });
    }

    static Future<?> wrongArrayStore(Env env) {
        return async(() -> {
            Object[] strings = new String[1];
            strings[0] = env.<Object>leaf(5).await();
            return strings;
        });
    }

    static Future<?> swapThroughTheStack(Env env) {
        return async(() -> {
            int a = 1;
            int b = 2;
            a = b + 0 * (b = env.leaf(a).await());
            return a * 10 + b;
        });
    }
}
