package yamanote.verify.flow;

import java.util.concurrent.CountDownLatch;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import yamanote.future.Futures;
import yamanote.runtime.AsyncRuntime;

/** Streams as publishers, on a runtime of one thread. */
public class CurrentThreadPublisherTckTest extends PublisherTckTest {
    private final AsyncRuntime runtime;
    private final Thread driving;

    /** On a thread that is inside blockOn for as long as the tests run. */
    public CurrentThreadPublisherTckTest() {
        this(AsyncRuntime.currentThread().build());
    }

    private CurrentThreadPublisherTckTest(AsyncRuntime runtime) {
        super(runtime);
        this.runtime = runtime;
        driving = Thread.ofPlatform().daemon().unstarted(this::drive);
    }

    /** Before the tests. */
    @BeforeClass
    public void start() throws InterruptedException {
        driving.start();
        CountDownLatch inside = new CountDownLatch(1);
        runtime.spawn(
                Futures.pollFn(cx -> {
                    inside.countDown();
                    return yamanote.future.Poll.ready(0);
                }));
        inside.await();
    }

    private void drive() {
        try {
            runtime.blockOn(Futures.pending());
        } catch (Exception closed) {
            // by the end of the tests
        }
    }

    @Override
    @AfterClass
    public void closeRuntime() {
        super.closeRuntime();
    }
}
