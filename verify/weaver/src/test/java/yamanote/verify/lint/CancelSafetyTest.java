package yamanote.verify.lint;

import static javax.tools.Diagnostic.Kind.WARNING;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operation that loses data, as a branch of a select or under a timeout. */
class CancelSafetyTest {
    private static final String HEADER =
            Sample.HEADER
                    + """
                    import static yamanote.Async.*;
                    import static yamanote.future.CancelSafety.Loss.*;
                    import yamanote.io.*;
                    import yamanote.sync.*;
                    import yamanote.time.*;
                    """;

    /** As {@link Sample#of}, with the real combinators in place of the stand-ins. */
    private static Sample sample(String members) {
        String imports = HEADER.replace("import static t.Library.*;\n", "");
        String source = imports + "class Sample {\n" + members + "\n}\n";
        return Sample.compile(List.of("-Xlint:all"), Map.of("t.Sample", source));
    }

    @Test
    void aWriteUnderATimeoutIsAWarning() {
        sample(
                        """
                        static Object write(AsyncWrite out, ByteBuffer data) {
                            return timeout(Duration.ofSeconds(1), out/*!cancelSafety*/.writeAll(data));
                        }
                        """)
                .isReportedAs(WARNING)
                .says(
                        "writeAll loses data when timeout cancels it: keep the future and pass its"
                                + " byRef() or pinned(), or spawn(...) it and pass the handle");
    }

    @Test
    void aMarkMayNameAMendOfItsOwn() {
        sample(
                        """
                        static Object send(Mpsc.Sender<String> tx, Future<Integer> other) {
                            return select(other, tx/*!cancelSafety*/.send("a"));
                        }
                        """)
                .isReportedAs(WARNING)
                .says(
                        "send loses data when select cancels it: await reserve(), then send by the"
                                + " permit; or keep the future and pass its byRef() or pinned(), or"
                                + " spawn(...) it and pass the handle");
    }

    @Test
    void everyCombinatorThatCancelsIsLookedAt() {
        sample(
                        """
                        static Object all(AsyncRead in, ByteBuffer data, Moment end, Duration d) {
                            return List.of(
                                select(in.read(data), in/*!cancelSafety*/.readExact(data)),
                                select(sleep(d), sleep(d), in/*!cancelSafety*/.readExact(data)),
                                selectBiased(in/*!cancelSafety*/.readExact(data), sleep(d)),
                                selectAny(List.of(in/*!cancelSafety*/.readExact(data), sleep(d))),
                                timeout(d, in/*!cancelSafety*/.readExact(data)),
                                timeoutAt(end, in/*!cancelSafety*/.readExact(data)),
                                Timeout.of(d, in/*!cancelSafety*/.readExact(data)));
                        }
                        """)
                .isReportedAs(WARNING);
    }

    @Test
    void aViewMadeInPlaceIsNoCure() {
        sample(
                        """
                        static Object views(AsyncWrite out, ByteBuffer data, Duration d, boolean b) {
                            return List.of(
                                select(out/*!cancelSafety*/.writeAll(data).onlyIf(b), sleep(d)),
                                select((out/*!cancelSafety*/.writeAll(data)).byRef(), sleep(d)),
                                select(b ? out/*!cancelSafety*/.writeAll(data) : sleep(d), sleep(d)));
                        }
                        """)
                .isReportedAs(WARNING);
    }

    @Test
    void marksOfOnesOwnCountAndAreInherited() {
        sample(
                        """
                        interface Source {
                            @CancelSafety(LOSES_DATA) Future<String> frame();
                            @CancelSafety(LOSES_DATA) Future<String> cured();
                        }
                        @CancelSafety(value = LOSES_DATA, instead = "wait")
                        interface Upload extends Future<String> {}
                        static abstract class Mine implements Source {
                            @Override public Future<String> frame() { return Futures.ready(""); }
                            @CancelSafety(NOTHING_LOST)
                            @Override public Future<String> cured() { return Futures.ready(""); }
                            abstract Upload upload();
                        }
                        static Object own(Mine mine, Duration d) {
                            return List.of(
                                timeout(d, mine/*!cancelSafety*/.frame()),
                                timeout(d, mine/*!cancelSafety*/.upload()),
                                timeout(d, mine.cured()));
                        }
                        """)
                .isReportedAs(WARNING);
    }

    @Test
    void whatIsKeptOrLosesNothingIsFine() {
        sample(
                        """
                        static Future<Integer> fine(
                                AsyncRead in, AsyncWrite out, ByteBuffer data, Duration d,
                                Mpsc.Sender<String> tx, Mutex<String> lock,
                                Oneshot.Channel<String> channel) {
                            return async(() -> {
                                timeout(d, channel.receiver()).await();
                                var write = out.writeAll(data);
                                while (true) {
                                    switch (select(write.byRef(), sleep(d)).await()) {
                                        case Select2.First(var _) -> { return 1; }
                                        case Select2.Second(var _) ->
                                            timeout(d, spawn(tx.send(""))).await();
                                    }
                                    timeout(d, tx.reserve()).await().send("");
                                    timeout(d, in.read(data)).await();
                                    timeout(d, lock.lock()).await().close();
                                    join(out.writeAll(data), in.readExact(data)).await();
                                    timeout(d, () -> { in.readExact(data).await(); }).await();
                                }
                            });
                        }
                        """)
                .isMarked();
    }

    @Test
    void theKeySilencesIt() {
        sample(
                        """
                        @SuppressWarnings("yamanote.cancelSafety")
                        static Object gone(AsyncWrite out, ByteBuffer data, Duration d) {
                            return timeout(d, out.writeAll(data));
                        }
                        """)
                .isMarked();
    }
}
