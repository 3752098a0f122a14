package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.reactor.Poller;
import yamanote.internal.reactor.WakeState;
import yamanote.internal.reactor.nio.NioPoller;
import yamanote.internal.task.Task;
import yamanote.internal.util.Deadline;

/** The watchdog looks at I/O for a stuck worker, and both workers fall asleep beside it. */
@Timeout(60)
class WatchdogHandsOnTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch looked = new CountDownLatch(1);
    private final CountDownLatch served = new CountDownLatch(1);
    private volatile boolean busy = true;

    private final MultiThreadScheduler scheduler =
            new MultiThreadScheduler(
                    new NoServices(System::nanoTime),
                    NoServices.watched(this::poller),
                    2,
                    new DaemonThreads());

    /** One whose glance by the watchdog lasts until nobody is awake. */
    private Poller poller(WakeState wake) throws IOException {
        Poller real = new NioPoller(wake);
        return (Poller)
                Proxy.newProxyInstance(
                        Poller.class.getClassLoader(),
                        new Class<?>[] {Poller.class},
                        (_, method, arguments) -> call(real, method, arguments));
    }

    private Object call(Poller real, Method method, Object[] arguments) throws Throwable {
        boolean watchdog = Thread.currentThread().getName().equals("watchdog");
        if (method.getName().equals("poll") && !watchdog && looked.getCount() == 0) {
            served.countDown();
        }
        if (method.getName().equals("glance") && watchdog) {
            end.countDown();
            busy = false;
            while (!scheduler.idle.areAllAsleep()) {
                Thread.onSpinWait();
            }
            looked.countDown();
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @AfterEach
    void close() {
        end.countDown();
        busy = false;
        scheduler.startClosing();
        scheduler.awaitEnd(
                new Deadline(System::nanoTime, TimeUnit.SECONDS.toNanos(10)), new ArrayList<>());
    }

    @Test
    void aSleeperIsWokenToServeIo() throws Exception {
        scheduler.io().reactor();
        scheduler.start();
        scheduler.spawn(
                task(cx -> {
                    end.await();
                    return Poll.ready(0);
                }));
        scheduler.spawn(
                task(cx -> {
                    if (busy) {
                        cx.defer();
                        return Poll.pending();
                    }
                    return Poll.ready(0);
                }));
        assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(served.await(20, TimeUnit.SECONDS)).as("a sleeper serves I/O").isTrue();
    }

    private Task task(Future<Integer> future) {
        return new Task(future, scheduler);
    }
}
