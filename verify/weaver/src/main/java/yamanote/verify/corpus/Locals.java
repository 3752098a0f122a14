package yamanote.verify.corpus;

import static yamanote.Async.async;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import yamanote.future.Future;
import yamanote.verify.probe.Env;

/** What lives in the frame over a suspension, and what the body can see of itself. */
@SuppressWarnings("lossy-conversions")
final class Locals {
    private Locals() {}

    static Future<?> nullLocal(Env env) {
        return async(() -> {
            String s = null;
            Object o = null;
            env.leaf(1).await();
            if (env.leaf(true).await()) {
                o = s;
            }
            return s + o + env.leaf("x").await();
        });
    }

    static Future<?> nullThenAssigned(Env env) {
        return async(() -> {
            List<String> list = null;
            for (int i = 0; i < 2; i++) {
                if (list == null) {
                    list = new ArrayList<>();
                }
                list.add("e" + env.leaf(i).await());
            }
            return list;
        });
    }

    static Future<?> mergedTypes(Env env) {
        return async(() -> {
            var number = env.leaf(true).await() ? (Number) 1 : Double.valueOf(2);
            Comparable<?> c = env.leaf(false).await() ? "s" : Integer.valueOf(4);
            env.leaf(0).await();
            return number.intValue() + c.toString();
        });
    }

    static Future<?> intersectionType(Env env) {
        return async(() -> {
            var both = env.leaf(true).await() ? "text" : Integer.valueOf(1);
            env.leaf(0).await();
            return both.compareTo(null == both ? null : cast(both)) + both.toString();
        });
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object o) {
        return (T) o;
    }

    static Future<?> everyKind(Env env) {
        return async(() -> {
            boolean z = true;
            byte b = -1;
            char c = 'c';
            short s = 300;
            int i = 1 << 20;
            long l = 1L << 50;
            float f = 0.5f;
            double d = Math.PI;
            String t = "t";
            int[] a = {1};
            long[][] aa = {{2}};
            env.leaf(1).await();
            String first = z + "," + b + "," + c + "," + s + "," + i + "," + l;
            z = !z;
            b++;
            l--;
            env.leaf(2).await();
            return first + z + b + l + "," + f + "," + d + t + a[0] + aa[0][0];
        });
    }

    static Future<?> changedBetweenAwaits(Env env) {
        return async(() -> {
            int a = 1;
            long b = 2;
            env.leaf(0).await();
            a = 10;
            env.leaf(0).await();
            b = 20;
            env.leaf(0).await();
            a += b;
            return a + b + env.leaf(0).await();
        });
    }

    static Future<?> packagePrivateTypeOfAnotherClass(Env env) {
        return async(() -> {
            var builder = new StringBuilder("b");
            var entry = java.util.Map.entry("k", 1);
            var stream = List.of(1, 2, 3).stream();
            env.leaf(1).await();
            builder.append(entry.getKey()).append(env.leaf(2).await());
            return builder.append(stream.mapToInt(n -> n).sum()).toString();
        });
    }

    static Future<?> arraysOfInterfaces(Env env) {
        return async(() -> {
            Runnable[] tasks = {() -> env.log("r0"), null};
            tasks[1] = () -> env.log("r1");
            env.leaf(1).await();
            for (Runnable task : tasks) {
                task.run();
                env.leaf(2).await();
            }
            return tasks.length;
        });
    }

    static Future<?> unnamedVariables(Env env) {
        return async(() -> {
            int n = 0;
            for (var _ : List.of("a", "b")) {
                n += env.leaf(1).await();
            }
            try (var _ = env.resource("unnamed")) {
                n += env.leaf(10).await();
            }
            return n;
        });
    }

    static Future<?> finalsAndConstants(Env env) {
        return async(() -> {
            final int constant = 5;
            final String text;
            text = "t" + env.leaf(1).await();
            return text + constant * env.leaf(2).await() + constant;
        });
    }

    static Future<?> lookupInsideTheBody(Env env) {
        return async(() -> {
            env.leaf(1).await();
            var lookup = MethodHandles.lookup();
            env.leaf(2).await();
            return lookup.lookupClass().getSimpleName() + lookup.hasFullPrivilegeAccess();
        });
    }

    static Future<?> reflectionStillWorks(Env env) {
        return async(() -> {
            boolean found = false;
            for (var method : Locals.class.getDeclaredMethods()) {
                found |= method.getName().equals("reflectionStillWorks");
                method.getParameterTypes();
            }
            return found && env.leaf(true).await();
        });
    }

    static Future<?> callerMethodKeepsItsName(Env env) {
        return async(() -> {
            env.leaf(1).await();
            return StackWalker.getInstance()
                    .walk(frames -> frames.findFirst().orElseThrow().getMethodName());
        });
    }

    static Future<?> manyParametersAndLocals(Env env) {
        return async(() -> {
            long a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8;
            double k = 0.5, l = 1.5, m = 2.5;
            String n = "n", o = "o", p = "p", q = "q";
            int sum = 0;
            for (int i = 0; i < 2; i++) {
                sum += (int) (a + c + e + g) + env.leaf(i).await();
                b += d;
                f += h;
                k += l * m;
                n += o + env.leaf(p).await() + q;
            }
            return sum + "," + b + "," + f + "," + k + n;
        });
    }

    static Future<?> largeReferenceIsStillThere(Env env) {
        return async(() -> {
            int[] data = new int[100];
            data[99] = 7;
            int[] alias = data;
            env.leaf(1).await();
            alias[0] = data[99] + env.leaf(1).await();
            return data[0] + (data == alias ? "same" : "copied");
        });
    }
}
