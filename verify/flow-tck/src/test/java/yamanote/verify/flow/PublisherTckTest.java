package yamanote.verify.flow;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import yamanote.runtime.AsyncRuntime;
import yamanote.stream.Flows;

/** Streams as publishers, on worker threads. */
public class PublisherTckTest extends FlowPublisherVerification<Integer> {
    private final AsyncRuntime runtime;

    /** On two workers. */
    public PublisherTckTest() {
        this(AsyncRuntime.multiThread().workerThreads(2).build());
    }

    PublisherTckTest(AsyncRuntime runtime) {
        super(new TestEnvironment(2_000, 100));
        this.runtime = runtime;
    }

    /** The tests have ended. */
    @AfterClass
    public void closeRuntime() {
        runtime.close();
    }

    @Override
    public Flow.Publisher<Integer> createFlowPublisher(long elements) {
        return Flows.toPublisher(runtime.handle(), () -> new Numbers(elements));
    }

    @Override
    public Flow.Publisher<Integer> createFailedFlowPublisher() {
        return Flows.toPublisher(
                runtime.handle(),
                () -> {
                    throw new IllegalStateException("on purpose");
                });
    }
}
