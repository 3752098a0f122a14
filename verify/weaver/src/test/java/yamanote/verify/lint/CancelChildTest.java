package yamanote.verify.lint;

import static javax.tools.Diagnostic.Kind.WARNING;

import org.junit.jupiter.api.Test;

/** A hand-written future that forgets its child when it is cancelled. */
class CancelChildTest {
    @Test
    void aPolledFieldWithoutCancelIsAWarning() {
        Sample.of(
                        """
                        static class Plain implements Future<Integer> {
                            private final Future<Integer> child = get(1);
                            @Override public Poll<Integer> poll(Context cx) throws Exception {
                                return child/*!cancelChild*/.poll(cx);
                            }
                        }
                        record Mapped(Local<Integer> child) implements Future<Integer> {
                            @Override public Poll<Integer> poll(Context cx) throws Exception {
                                return this.child/*!cancelChild*/.poll(cx);
                            }
                        }
                        Future<Integer> outer = get(1);
                        Future<Integer> anonymous() {
                            return new Future<>() {
                                @Override public Poll<Integer> poll(Context cx) throws Exception {
                                    return outer/*!cancelChild*/.poll(cx);
                                }
                            };
                        }
                        """)
                .isReportedAs(WARNING)
                .says(
                        "this future polls a child but does not cancel it, so its clean-up never"
                                + " runs: override cancel(Context) and cancel the child in it");
    }

    @Test
    void oneWarningPerClassIsEnough() {
        Sample.of(
                        """
                        record Both(Future<Integer> a, Future<Integer> b)
                                implements Future<Integer> {
                            @Override public Poll<Integer> poll(Context cx) throws Exception {
                                var first = a/*!cancelChild*/.poll(cx);
                                return first.isReady() ? first : b.poll(cx);
                            }
                        }
                        """)
                .isReportedAs(WARNING);
    }

    @Test
    void anOverrideOfCancelIsFineAlsoAnInheritedOne() {
        Sample.of(
                        """
                        static class Good implements Future<Integer> {
                            final Future<Integer> child = get(1);
                            @Override public Poll<Integer> poll(Context cx) throws Exception {
                                return child.poll(cx);
                            }
                            @Override public boolean cancel(Context cx) { return child.cancel(cx); }
                        }
                        static class Better extends Good {
                            @Override public Poll<Integer> poll(Context cx) throws Exception {
                                return child.poll(cx).isReady() ? super.poll(cx) : this.again(cx);
                            }
                            private Poll<Integer> again(Context cx) throws Exception {
                                return this.poll(cx);
                            }
                        }
                        """)
                .isMarked();
    }

    @Test
    void othersThatPollAreFine() {
        Sample.of(
                        """
                        record Driver(Future<Integer> root) {
                            boolean turn(Context cx) throws Exception {
                                return root.poll(cx).isReady();
                            }
                        }
                        record Detached(JoinHandle<Integer> handle, Queue<Integer> queue)
                                implements Future<Integer> {
                            @Override public Poll<Integer> poll(Context cx) throws Exception {
                                return queue.poll() == null ? handle.poll(cx) : Poll.ready(1);
                            }
                        }
                        static class Recursive implements Future<Integer> {
                            private int turns;
                            @Override public Poll<Integer> poll(Context cx) throws Exception {
                                return turns++ > 3 ? Poll.ready(1) : this.poll(cx);
                            }
                        }
                        """)
                .isMarked();
    }
}
