package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.selectBiased;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinnedTest {
    private final List<String> log = new ArrayList<>();
    private final Hand cx = new Hand();
    private final Leaf<Object> leaf = new Leaf<>("leaf", log);
    private final Pinned<Object> pinned = leaf.pinned();

    @Test
    void survivesLosingAndGivesItsValueLater() throws Exception {
        Hand.value(selectBiased(pinned, Futures.ready(1)), cx);
        assertThat(leaf.isCancelled()).isFalse();
        leaf.complete(2);

        assertThat(Hand.value(selectBiased(pinned, Futures.pending()), cx))
                .isEqualTo(new Select2.First<>(2));
        assertThat(Hand.value(pinned.closeAsync(), cx)).isNull();
        assertThat(log).containsExactly("poll leaf", "poll leaf");
    }

    @Test
    void closeCancelsWhatIsPendingAndWaitsForItsCleanUp() throws Exception {
        leaf.cleansUpSlowly = true;
        assertThat(pinned.poll(cx).isPending()).isTrue();
        Future<?> close = pinned.closeAsync();

        assertThat(close.poll(cx).isPending()).isTrue();
        assertThat(close.poll(cx).isPending()).isTrue();
        leaf.fail(new IOException("disk full"));
        assertThat(cx.wakes).isEqualTo(1);

        assertThat(Hand.value(close, cx)).isNull();
        assertThat(cx.reported).hasSize(1);
        assertThat(log).containsExactly("poll leaf", "cancel leaf", "clean leaf", "clean leaf");
        assertThat(Hand.value(pinned.closeAsync(), cx)).isNull();
        assertThatThrownBy(() -> pinned.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closeIsLazyAndACloseThatHasBegunIsNotCutShort() throws Exception {
        leaf.cleansUpSlowly = true;
        Future<?> unused = pinned.closeAsync();
        assertThat(unused.cancel(cx)).isTrue();
        assertThat(leaf.isCancelled()).isFalse();

        Future<?> close = pinned.closeAsync();
        assertThat(close.poll(cx).isPending()).isTrue();
        assertThat(close.cancel(cx)).isFalse();
        leaf.complete(1);

        assertThat(Hand.value(close, cx)).isNull();
    }

    @Test
    void afterAFailureThereIsNothingToClose() throws Exception {
        leaf.fail(new IOException("gone"));
        assertThatThrownBy(() -> pinned.poll(cx)).isInstanceOf(IOException.class);

        assertThat(Hand.value(pinned.closeAsync(), cx)).isNull();
        assertThat(log).containsExactly("poll leaf");
    }
}
