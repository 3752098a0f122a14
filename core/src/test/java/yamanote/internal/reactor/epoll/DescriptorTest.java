package yamanote.internal.reactor.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorTest {
    private final List<Integer> released = new ArrayList<>();
    private final Descriptor descriptor =
            new Descriptor(42) {
                @Override
                void release(int number) {
                    released.add(number);
                }
            };

    @Test
    void itIsReleasedByTheCloseIfNobodyUsesIt() throws Exception {
        assertThat(descriptor.enter()).isEqualTo(42);
        descriptor.leave();
        assertThat(released).isEmpty();
        descriptor.close();
        assertThat(released).containsExactly(42);
    }

    @Test
    void itIsReleasedByTheLastWhoUsesItIfThatIsLater() throws Exception {
        descriptor.enter();
        descriptor.enter();
        descriptor.close();
        assertThat(descriptor.isClosed()).isTrue();
        descriptor.leave();
        assertThat(released).isEmpty();
        descriptor.leave();
        assertThat(released).containsExactly(42);
    }

    @Test
    void onceClosedItRefusesCallsAndIsNotReleasedAgain() {
        descriptor.close();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(descriptor::enter).isInstanceOf(ClosedChannelException.class);
            descriptor.close();
        }
        assertThat(released).containsExactly(42);
    }

    @Test
    void aRefusedCallDoesNotReleaseWhatAnotherStillUses() throws Exception {
        descriptor.enter();
        descriptor.close();
        assertThatThrownBy(descriptor::enter).isInstanceOf(ClosedChannelException.class);
        assertThat(released).isEmpty();
        descriptor.leave();
        assertThat(released).containsExactly(42);
    }
}
