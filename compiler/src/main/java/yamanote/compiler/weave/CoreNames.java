package yamanote.compiler.weave;

import java.util.List;
import java.util.Optional;

/** Every name of the core that the weaver knows; a test in the core resolves each of them. */
public final class CoreNames {
    /** The contract version that woven code is written for. */
    public static final int CONTRACT = 1;

    public static final String FUTURE = "yamanote/future/Future";
    public static final String POLL = "yamanote/future/Poll";
    public static final String READY = "yamanote/future/Poll$Ready";
    public static final String CONTEXT = "yamanote/future/Context";
    public static final String ASYNC_CLOSEABLE = "yamanote/future/AsyncCloseable";
    public static final String MACHINE = "yamanote/woven/AsyncMachine";
    public static final String INFO = "yamanote/woven/MachineInfo";

    /** Marks a woven class. */
    public static final String WOVEN = "Lyamanote/woven/Woven;";

    /** What all target types begin with: a class file without it has nothing to weave. */
    static final String TARGET_PREFIX = "yamanote/future/Async";

    /** A member of the core that generated code uses. */
    public record Member(String owner, String name, String descriptor) {}

    static final Member AWAIT = new Member(FUTURE, "await", "()Ljava/lang/Object;");
    static final Member FUTURE_POLL =
            new Member(FUTURE, "poll", "(L" + CONTEXT + ";)L" + POLL + ";");
    static final Member READY_VALUE = new Member(READY, "value", "()Ljava/lang/Object;");
    static final Member CLOSE_ASYNC =
            new Member(ASYNC_CLOSEABLE, "closeAsync", "()L" + FUTURE + ";");
    static final Member CLOSE =
            new Member(
                    "yamanote/woven/AwaitedClose",
                    "of",
                    "(Ljava/lang/AutoCloseable;)L" + FUTURE + ";");
    static final Member PENDING = new Member(MACHINE, "PENDING", "L" + POLL + ";");
    static final Member BEGIN = new Member(MACHINE, "begin", "()V");
    static final Member FAILED = new Member(MACHINE, "failed", "()V");
    static final Member POINT = new Member(MACHINE, "point", "()I");
    static final Member AWAITING = new Member(MACHINE, "awaiting", "()L" + FUTURE + ";");
    static final Member SUSPEND =
            new Member(MACHINE, "suspend", "(IL" + FUTURE + ";)L" + POLL + ";");
    static final Member SUSPEND_AGAIN = new Member(MACHINE, "suspendAgain", "()L" + POLL + ";");
    static final Member FINISH_VALUE =
            new Member(MACHINE, "finish", "(Ljava/lang/Object;)L" + POLL + ";");
    static final Member FINISH_VOID = new Member(MACHINE, "finish", "()L" + POLL + ";");
    static final Member MACHINE_INFO = new Member(MACHINE, "info", "()L" + INFO + ";");
    static final Member PARSE_INFO =
            new Member(INFO, "parse", "(Ljava/lang/String;)L" + INFO + ";");
    static final Member REQUIRE =
            new Member("yamanote/woven/WeaverContract", "require", "(ILjava/lang/Class;)V");
    static final Member LINK =
            new Member(
                    "yamanote/woven/MachineBootstrap",
                    "link",
                    "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
                            + "Ljava/lang/invoke/MethodType;Ljava/lang/String;[Ljava/lang/String;)"
                            + "Ljava/lang/invoke/CallSite;");

    /** The members above. */
    public static final List<Member> MEMBERS =
            List.of(
                    AWAIT,
                    FUTURE_POLL,
                    READY_VALUE,
                    CLOSE_ASYNC,
                    CLOSE,
                    PENDING,
                    BEGIN,
                    FAILED,
                    POINT,
                    AWAITING,
                    SUSPEND,
                    SUSPEND_AGAIN,
                    FINISH_VALUE,
                    FINISH_VOID,
                    MACHINE_INFO,
                    PARSE_INFO,
                    REQUIRE,
                    LINK);

    /**
     * A method that takes a body last and has an overload that takes a future there, with the same
     * other parameters. A body made right before the call is handed over as the future that it is,
     * which saves a copy.
     *
     * @param result descriptor of the overload's result
     */
    public record Starter(String owner, String name, String result) {}

    private static final String ASYNC = "yamanote/Async";
    private static final String RUNTIME = "yamanote/runtime/AsyncRuntime";
    private static final String HANDLE = "yamanote/runtime/RuntimeHandle";
    private static final String LOCAL_SET = "yamanote/task/LocalSet";
    private static final String JOIN_HANDLE = "Lyamanote/task/JoinHandle;";
    private static final String ABORT_HANDLE = "Lyamanote/task/AbortHandle;";
    private static final String LOCAL_POOL = "yamanote/runtime/LocalPool";
    private static final String TASK = "yamanote/task/";

    /** The methods whose overload for futures is called instead. */
    public static final List<Starter> STARTERS =
            List.of(
                    new Starter(ASYNC, "owning", "L" + FUTURE + ";"),
                    new Starter(ASYNC, "spawn", JOIN_HANDLE),
                    new Starter(ASYNC, "spawnLocal", JOIN_HANDLE),
                    new Starter(ASYNC, "timeout", "L" + FUTURE + ";"),
                    new Starter(ASYNC, "timeoutAt", "L" + FUTURE + ";"),
                    new Starter(RUNTIME, "blockOn", "Ljava/lang/Object;"),
                    new Starter(RUNTIME, "spawn", JOIN_HANDLE),
                    new Starter(HANDLE, "blockOn", "Ljava/lang/Object;"),
                    new Starter(HANDLE, "spawn", JOIN_HANDLE),
                    new Starter(LOCAL_POOL, "spawnPinned", JOIN_HANDLE),
                    new Starter(LOCAL_POOL, "spawnPinnedTo", JOIN_HANDLE),
                    new Starter(LOCAL_SET, "runUntil", "L" + FUTURE + ";"),
                    new Starter(LOCAL_SET, "spawnLocal", JOIN_HANDLE),
                    new Starter("yamanote/sync/OnceCell", "getOrInit", "L" + FUTURE + ";"),
                    new Starter(
                            TASK + "CancellationToken", "runUntilCancelled", "L" + FUTURE + ";"),
                    new Starter(TASK + "JoinMap", "spawn", ABORT_HANDLE),
                    new Starter(TASK + "JoinQueue", "spawn", ABORT_HANDLE),
                    new Starter(TASK + "JoinSet", "spawn", ABORT_HANDLE),
                    new Starter(TASK + "JoinSet", "spawnLocal", ABORT_HANDLE),
                    new Starter(TASK + "TaskLocal", "inherit", "L" + FUTURE + ";"),
                    new Starter(TASK + "TaskLocal", "scope", "Lyamanote/task/TaskLocal$Scope;"),
                    new Starter(TASK + "TaskScope", "spawn", JOIN_HANDLE),
                    new Starter(TASK + "TaskScope", "spawnLocal", JOIN_HANDLE),
                    new Starter(TASK + "TaskTracker", "spawn", JOIN_HANDLE),
                    new Starter(TASK + "TaskTracker", "spawnLocal", JOIN_HANDLE));

    /** The method that turns a body into a future: its call disappears. */
    static boolean isAsync(String owner, String name) {
        return owner.equals(ASYNC) && name.equals("async");
    }

    static Optional<Starter> starter(String owner, String name) {
        return STARTERS.stream()
                .filter(it -> it.owner.equals(owner) && it.name.equals(name))
                .findFirst();
    }

    private CoreNames() {}

    /** Whether a class (internal name) belongs to this project, which keeps await's meaning. */
    public static boolean isOfCore(String internalName) {
        return internalName.startsWith("yamanote/");
    }
}
