package miniredis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The moment in which a client has been given an item and is gone. */
class WaiterTest {
    private final Db db = new Db(System::currentTimeMillis);
    private final Slice key = Slice.of("k");

    private Waiter waiter() {
        return new Waiter(db, List.of(key), true);
    }

    @Test
    void itemThatWasGivenInVainIsTheFirstOfItsListAgain() throws Exception {
        synchronized (db) {
            db.itemsOrNew(key).add(Slice.of("second"));
            Waiter gone = waiter();
            gone.give(key, Slice.of("first"));
            gone.close();
            assertThat(db.items(key))
                    .extracting(Slice::toString)
                    .containsExactly("first", "second");
            assertThat(db.waiters().count()).isZero();
        }
    }

    @Test
    void itemThatWasGivenInVainGoesToTheNextThatWaits() throws Exception {
        synchronized (db) {
            Waiter gone = waiter();
            Waiter next = waiter();
            gone.give(key, Slice.of("item"));
            db.waiters().pollFirst(key);
            gone.close();
            Replies replies = new Replies(64);
            next.writeTo(replies);
            assertThat(replies.buffer().flip().remaining())
                    .isEqualTo("*2\r\n$1\r\nk\r\n$4\r\nitem\r\n".length());
            next.close();
            assertThat(db.items(key)).isNull();
        }
    }
}
