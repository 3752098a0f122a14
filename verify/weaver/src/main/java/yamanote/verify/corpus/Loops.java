package yamanote.verify.corpus;

import static yamanote.Async.async;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import yamanote.future.Future;
import yamanote.verify.probe.Env;

/** Every form of loop, labels, and locals whose slots are shared. */
@SuppressWarnings("LabelledBreakTarget")
final class Loops {
    private Loops() {}

    static Future<?> forLoop(Env env) {
        return async(() -> {
            int sum = 0;
            for (int i = env.leaf(0).await(); i < env.leaf(4).await(); i += env.leaf(1).await()) {
                sum += i * env.leaf(2).await();
            }
            return sum;
        });
    }

    static Future<?> whileLoop(Env env) {
        return async(() -> {
            int n = 0;
            while (env.leaf(n).await() < 3) {
                n++;
            }
            return n;
        });
    }

    static Future<?> doLoop(Env env) {
        return async(() -> {
            long n = 1;
            do {
                n *= env.leaf(3L).await();
            } while (n < env.leaf(50L).await());
            return n;
        });
    }

    static Future<?> forEachArray(Env env) {
        return async(() -> {
            double sum = 0;
            for (double d : new double[] {0.5, 1.5, env.leaf(2.5).await()}) {
                sum += d * env.leaf(2).await();
            }
            return sum;
        });
    }

    static Future<?> forEachIterable(Env env) {
        return async(() -> {
            var out = new ArrayList<String>();
            for (String s : env.leaf(List.of("a", "b", "c")).await()) {
                out.add(s + env.leaf(out.size()).await());
            }
            return out;
        });
    }

    static Future<?> forEachOverBoxes(Env env) {
        return async(() -> {
            int product = 1;
            for (int i : List.of(2, 3, 4)) {
                product *= env.leaf(i).await();
            }
            return product;
        });
    }

    static Future<?> endlessLoopLeftByReturn(Env env) {
        return async(() -> {
            for (; ; ) {
                if (env.leaf(env.next()).await() == 3) {
                    return "left";
                }
            }
        });
    }

    static Future<?> breakAndContinue(Env env) {
        return async(() -> {
            int sum = 0;
            for (int i = 0; i < 10; i++) {
                if (env.leaf(i).await() % 2 == 0) {
                    continue;
                }
                if (i > env.leaf(6).await()) {
                    break;
                }
                sum += i;
            }
            return sum;
        });
    }

    static Future<?> labelled(Env env) {
        return async(() -> {
            String path = "";
            outer:
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 3; j++) {
                    if (j == env.leaf(i).await()) {
                        continue outer;
                    }
                    if (i == 3) {
                        break outer;
                    }
                    path += i + "" + env.leaf(j).await() + " ";
                }
                path += "|";
            }
            return path;
        });
    }

    static Future<?> labelledBlock(Env env) {
        return async(() -> {
            block:
            {
                env.log("in");
                if (env.leaf(true).await()) {
                    break block;
                }
                env.log("not here");
            }
            return env.leaf("out").await();
        });
    }

    static Future<?> nestedLoopsWithWideCounters(Env env) {
        return async(() -> {
            long total = 0;
            for (long i = 0; i < 3; i++) {
                for (double d = 0; d < 1; d += env.leaf(0.5).await()) {
                    total += i + (long) (d * 10);
                }
            }
            return total;
        });
    }

    static Future<?> slotReuse(Env env) {
        return async(() -> {
            String result = "";
            {
                int a = env.leaf(1).await();
                long b = a + 1L;
                result += env.leaf(b).await();
            }
            {
                String a = env.leaf("s").await();
                double b = a.length();
                result += env.leaf(b).await() + a;
            }
            {
                long a = 5;
                Object b = env.leaf((Object) "o").await();
                result += a + env.leaf("x").await() + b;
            }
            return result;
        });
    }

    static Future<?> deadLocalsInScope(Env env) {
        return async(() -> {
            int[] dead = new int[1000];
            dead[0] = env.next();
            String alive = "alive" + dead[0];
            Object never = new Object();
            env.leaf(1).await();
            int later = env.leaf(2).await();
            env.leaf(3).await();
            return alive + later;
        });
    }

    static Future<?> assignedOnlyOnOnePath(Env env) {
        return async(() -> {
            String s;
            if (env.leaf(true).await()) {
                s = "then";
            } else {
                s = env.leaf("else").await();
            }
            int n;
            switch (env.leaf(2).await()) {
                case 1 -> n = 10;
                default -> n = env.leaf(20).await();
            }
            env.leaf(0).await();
            return s + n;
        });
    }

    static Future<?> iteratorByHand(Env env) {
        return async(() -> {
            Iterator<Integer> it = List.of(1, 2, 3).iterator();
            int last = 0;
            while (it.hasNext() && env.leaf(true).await()) {
                int i = it.next();
                if (i == 2) {
                    continue;
                }
                last = last * 10 + env.leaf(i).await();
            }
            return last;
        });
    }

    static Future<?> loopThatOnlySometimesAwaits(Env env) {
        return async(() -> {
            int sum = 0;
            for (int i = 0; i < 1_000; i++) {
                sum += i % 250 == 0 ? env.leaf(i).await() : i & 1;
            }
            return sum;
        });
    }

    static Future<?> loopVariableCapturedByPlainLambda(Env env) {
        return async(() -> {
            var tasks = new ArrayList<Runnable>();
            for (int i = 0; i < 3; i++) {
                int copy = env.leaf(i).await();
                tasks.add(() -> env.log(copy));
            }
            env.leaf(0).await();
            tasks.forEach(Runnable::run);
            return tasks.size();
        });
    }

    static Future<?> futuresKeptInALoop(Env env) {
        return async(() -> {
            List<Future<Integer>> started = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                started.add(env.leaf(i * i));
            }
            int sum = 0;
            for (Future<Integer> future : started.reversed()) {
                sum = sum * 3 + future.await();
            }
            return sum;
        });
    }
}
