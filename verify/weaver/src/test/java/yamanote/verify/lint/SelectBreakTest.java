package yamanote.verify.lint;

import static javax.tools.Diagnostic.Kind.WARNING;

import org.junit.jupiter.api.Test;

/** A break in a select arm that was meant for the loop. */
class SelectBreakTest {
    @Test
    void aBreakInAnArmInALoopIsAWarning() {
        Sample.of(
                        """
                        static Object loops(Future<Integer> a, Future<String> b) {
                            return async(() -> {
                                while (true) {
                                    switch (select(a, b).await()) {
                                        case Select2.First(var v) -> log(v);
                                        case Select2.Second(var v) -> {
                                            if (v.isEmpty()) {
                                                /*!selectBreak*/break;
                                            }
                                            log(v);
                                        }
                                    }
                                }
                            });
                        }
                        """)
                .isReportedAs(WARNING)
                .says(
                        "this break leaves the switch and the loop goes on: label the loop and break"
                                + " to the label, or return; continue says that it goes on");
    }

    @Test
    void everyKindOfLoopCountsAndAnyWayToTheResult() {
        Sample.of(
                        """
                        static Object loops(Future<Integer> a, List<Integer> list) {
                            return async(() -> {
                                for (int i = 0; i < 3; i++) { ARM }
                                for (int i : list) { log(i); ARM }
                                do { ARM } while (get(1).await() > 1);
                            });
                        }
                        """
                                .replace(
                                        "ARM",
                                        """
                                        var won = select(a, a).await();
                                        switch (won) {
                                            case Select2.First<Integer, Integer> _ ->
                                                { /*!selectBreak*/break; }
                                            default -> {}
                                        }
                                        """))
                .isReportedAs(WARNING);
    }

    @Test
    void whatLeavesTheLoopOrMeansAnotherIsFine() {
        Sample.of(
                        """
                        static Object fine(Future<Integer> a, Future<String> b) {
                            return async(() -> {
                                loop:
                                while (true) {
                                    switch (select(a, b).await()) {
                                        case Select2.First(var v) when v == 1 -> { break loop; }
                                        case Select2.First(var v) when v == 2 -> { return 1; }
                                        case Select2.First(var v) -> {
                                            for (int i = 0; ; i++) {
                                                if (i > v) { break; }
                                            }
                                            switch (v) {
                                                case 7: log(v); break;
                                                default: log("");
                                            }
                                            continue;
                                        }
                                        case Select2.Second(var v) -> log(v);
                                    }
                                }
                                switch (select(a, b).await()) {
                                    case Select2.First(var v) -> { if (v == 3) { break; } log(v); }
                                    case Select2.Second(var v) -> log(v);
                                }
                                return 2;
                            });
                        }
                        """)
                .isMarked();
    }

    @Test
    void otherSwitchesAndOldStyleArmsAreFine() {
        Sample.of(
                        """
                        static Object other(Future<Integer> a, Future<String> b) {
                            return async(() -> {
                                while (get(1).await() > 0) {
                                    switch (get(2).await()) {
                                        case 1 -> { break; }
                                        default -> log(1);
                                    }
                                    switch (select(a, b).await()) {
                                        case Select2.First(var v):
                                            log(v);
                                            break;
                                        case Select2.Second(var v):
                                            log(v);
                                            break;
                                    }
                                }
                            });
                        }
                        """)
                .isMarked();
    }
}
