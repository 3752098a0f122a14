package debuggee;

import static yamanote.Async.async;

import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Debugged by DebuggerTest, which finds its lines by the comments at their ends. */
public final class Debuggee {
    private static int pending;

    static <T> Future<T> leaf(int times, T value) {
        pending = times;
        return cx -> pending-- > 0 ? Poll.pending() : Poll.ready(value);
    }

    static Future<String> body(String name, long wide) {
        return async(
                () -> {
                    String dead = name + "?";
                    System.out.println(dead);
                    int first = leaf(0, 41).await(); // ready
                    first++; // after ready
                    String text = leaf(2, "resumed").await(); // pending
                    double half = first / 2.0; // after resume
                    text += half + wide; // last
                    return text;
                });
    }

    public static void main(String[] args) throws Exception {
        var future = body("it", 7L);
        while (true) {
            if (future.poll(Context.noop()) instanceof Poll.Ready<String>(String value)) {
                System.out.println("result " + value);
                return;
            }
        }
    }
}
