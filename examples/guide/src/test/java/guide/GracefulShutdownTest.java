package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.select;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.future.Select2;
import yamanote.sync.Broadcast;
import yamanote.task.AbortOnDrop;
import yamanote.task.CancellationToken;
import yamanote.task.JoinHandle;
import yamanote.task.JoinSet;
import yamanote.task.Outcome;
import yamanote.task.TaskCancelledException;
import yamanote.task.TaskScope;
import yamanote.task.TaskTracker;

/** Structured concurrency: who owns a task, and how a server ends without losing one. */
class GracefulShutdownTest {
    private final Shop shop = new Shop();
    private final List<String> log = new ArrayList<>();

    /** The guide's {@code leaky}: the method returns, its task goes on and nobody can stop it. */
    @Test
    void spawnAloneOutlivesTheMethodThatSpawned() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                async(
                                () -> {
                                    spawn(() -> {
                                        while (true) {
                                            sleep(Duration.ofSeconds(1)).await();
                                            log.add("work");
                                        }
                                    });
                                })
                        .await();
                sleep(Duration.ofMillis(3500)).await();
                assertThat(log).containsExactly("work", "work", "work");
            });
        }
    }

    /** The guide's {@code fetch_all_users}. */
    private Future<List<Shop.User>> fetchAllUsers(List<Long> ids) {
        return async(() -> {
            List<Shop.User> users = new ArrayList<>();
            try (var set = JoinSet.<Shop.User>create()) {
                for (long id : ids) {
                    set.spawn(shop.fetchUser(id));
                }
                while (set.joinNext().await() instanceof Outcome<Shop.User> outcome) {
                    switch (outcome) {
                        case Outcome.Ok<Shop.User>(var user) -> users.add(user);
                        case Outcome.Failed<?>(Exception failure) -> throw failure;
                        case Outcome.Failed<?>(var error) -> throw new AssertionError(error);
                        case Outcome.Cancelled<?> _ -> throw new TaskCancelledException("aborted");
                    }
                }
            }
            return users;
        });
    }

    @Test
    void joinSetCollectsTheResultsOfAllTasks() throws Exception {
        try (var runtime = Shop.paused()) {
            List<Shop.User> users = runtime.blockOn(fetchAllUsers(List.of(1L, 2L, 3L)));
            assertThat(users).extracting(Shop.User::id).containsExactlyInAnyOrder(1L, 2L, 3L);
        }
    }

    /** Where Tokio's set aborts its tasks when it goes out of scope, this one's close does. */
    @Test
    void joinSetTakesItsTasksWithItAtTheEndOfItsBlock() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                try (var set = JoinSet.<Void>create()) {
                    for (int i = 0; i < 3; i++) {
                        set.spawn(endless());
                    }
                    sleep(Duration.ofMillis(10)).await();
                }
                assertThat(log).containsExactly("stopped", "stopped", "stopped");
            });
        }
    }

    private Future<Void> endless() {
        return async(() -> {
            try {
                while (true) {
                    sleep(Duration.ofSeconds(1)).await();
                }
            } finally {
                log.add("stopped");
            }
        });
    }

    /**
     * The guide's {@code parent}: in Tokio a dropped JoinHandle does not cancel its task, here
     * neither. {@link AbortOnDrop} is what does.
     */
    @Test
    void childIsCancelledWithItsParentIfThatSaysSo() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                JoinHandle<Void> parent =
                        spawn(() -> {
                            AbortOnDrop.of(spawn(endless())).await();
                        });
                sleep(Duration.ofMillis(10)).await();
                parent.abort();
                parent.outcome().await();
                assertThat(log).containsExactly("stopped");
            });
        }
    }

    /** A scope: the first failure ends the siblings, and the block ends when all have ended. */
    @Test
    void scopeEndsTheSiblingsOfATaskThatFails() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                try (var scope = TaskScope.create()) {
                    scope.spawn(endless());
                    scope.spawnAction(() -> {
                        sleep(Duration.ofMillis(10)).await();
                        throw new IllegalStateException("the database is gone");
                    });
                    scope.join().await();
                    throw new AssertionError("a task failed");
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessage("the database is gone");
                    assertThat(log).containsExactly("stopped");
                }
            });
        }
    }

    /** The guide's {@code run_server}. */
    private Future<Void> runServer(Broadcast.Receiver<String> shutdown) {
        return async(() -> {
            try (shutdown;
                    var tasks = JoinSet.<Void>create()) {
                tasks.spawn(serve("http"));
                for (int i = 0; i < 4; i++) {
                    tasks.spawn(serve("worker " + i));
                }
                switch (select(shutdown.receive(), tasks.joinNext()).await()) {
                    case Select2.First<?, ?>(var signal) -> {
                        log.add("shutdown signal received: " + signal);
                        tasks.abortAll();
                    }
                    case Select2.Second<?, ?>(Outcome.Failed<?>(Exception failure)) ->
                            throw failure; // a task has ended unexpectedly
                    case Select2.Second<?, ?> other -> throw new AssertionError(other);
                }
                while (tasks.joinNext().await() instanceof Outcome<Void> outcome) {
                    if (outcome instanceof Outcome.Failed<?>(Exception failure)) {
                        throw failure;
                    }
                }
            }
        });
    }

    /** Its clean-up takes time, and gets it. */
    private Future<Void> serve(String name) {
        return async(() -> {
            try {
                while (true) {
                    sleep(Duration.ofSeconds(1)).await();
                }
            } finally {
                sleep(Duration.ofMillis(100)).await();
                log.add(name + " has flushed");
            }
        });
    }

    @Test
    void shutdownSignalAbortsAllTasksAndWaitsForTheirCleanUp() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                try (var shutdown = Broadcast.<String>sender(1)) {
                    JoinHandle<Void> server = spawn(runServer(shutdown.subscribe()));
                    sleep(Duration.ofSeconds(5)).await();
                    shutdown.send("SIGINT");
                    server.await();
                }
            });
        }
        assertThat(log)
                .hasSize(6)
                .startsWith("shutdown signal received: SIGINT")
                .contains("http has flushed", "worker 3 has flushed");
    }

    @Test
    void taskThatFailsEndsTheServerAndItsOtherTasks() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                try (var tasks = JoinSet.<Void>create()) {
                    tasks.spawn(serve("http"));
                    tasks.spawnAction(() -> {
                        sleep(Duration.ofSeconds(2)).await();
                        throw new IllegalStateException("out of disk");
                    });
                    tasks.joinAll().await();
                    throw new AssertionError("a task failed");
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessage("out of disk");
                }
            });
        }
        assertThat(log).containsExactly("http has flushed");
    }

    /** Polite: tasks are asked to stop, and end what they are at; a deadline for the deaf. */
    @Test
    void tokenAsksAndTrackerWaits() throws Exception {
        CancellationToken stop = CancellationToken.create();
        TaskTracker connections = TaskTracker.create();
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                for (int i = 0; i < 3; i++) {
                    int number = i;
                    CancellationToken mine = stop.child();
                    connections.spawn(() -> {
                        while (!mine.isCancelled()) {
                            mine.runUntilCancelled(sleep(Duration.ofSeconds(1))).await();
                        }
                        sleep(Duration.ofMillis(10 * number)).await();
                        log.add("connection " + number + " has said goodbye");
                    });
                }
                yieldNow().await();
                stop.cancel();
                connections.close();
                try {
                    timeout(Duration.ofSeconds(30), connections.allDone()).await();
                } catch (TimeoutException deaf) {
                    throw new AssertionError(connections.size() + " connections do not listen");
                }
            });
        }
        assertThat(log)
                .containsExactly(
                        "connection 0 has said goodbye",
                        "connection 1 has said goodbye",
                        "connection 2 has said goodbye");
    }
}
