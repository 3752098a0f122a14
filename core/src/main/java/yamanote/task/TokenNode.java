package yamanote.task;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.internal.waiter.Waiter;
import yamanote.internal.waiter.WaiterQueue;

/** A token: a node of the tree, with those who wait for it. */
final class TokenNode extends WaiterQueue implements CancellationToken {
    /*
     * `cancelled` is set once, under the lock, together with the cutting off of the waiters and the
     * children; from then on nobody joins either list, and the one who cancelled owns what was cut
     * off: he wakes the waiters, then cancels the children, and their children, by a loop over one
     * chain of links. No two locks are held at a time.
     *
     * A child knows its parent strongly, a parent its children weakly: a token that nobody can
     * reach has no waiters and no descendants, so that nothing is lost with it, and a parent that
     * lives long does not collect the children of each request. A link leaves its parent's list
     * when its token is cancelled (by who did it, unless the parent was cancelled, too), or after
     * the collector has cleared it: then whoever makes the next child in this tree takes it out.
     */

    private static final VarHandle LOST =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "lost",
                    VarHandle.class,
                    TokenNode.class,
                    ReferenceQueue.class);

    private final @Nullable TokenNode parent;

    /** The root of the tree; null: this. */
    private final @Nullable TokenNode root;

    private volatile boolean cancelled;

    /** Links of this tree whose tokens are gone; in the root, made with the first child. */
    private volatile @Nullable ReferenceQueue<TokenNode> lost;

    /** This token in its parent's list. Under the parent's lock. */
    private @Nullable Link link;

    /** Under the lock. */
    private @Nullable Link children;

    TokenNode(@Nullable TokenNode parent) {
        this.parent = parent;
        this.root = parent == null || parent.root == null ? parent : parent.root;
    }

    @Override
    public CancellationToken child() {
        TokenNode child = new TokenNode(this);
        if (cancelled) {
            child.cancelled = true;
            return child;
        }
        ReferenceQueue<TokenNode> queue = lost();
        removeLost(queue);
        Link added = new Link(child, this, queue);
        lockQueue();
        try {
            if (cancelled) {
                child.cancelled = true;
            } else {
                child.link = added;
                link(added);
            }
        } finally {
            unlockQueue();
        }
        return child;
    }

    private ReferenceQueue<TokenNode> lost() {
        TokenNode keeper = root == null ? this : root;
        ReferenceQueue<TokenNode> known = keeper.lost;
        if (known == null) {
            var made = new ReferenceQueue<TokenNode>();
            known = LOST.compareAndSet(keeper, null, made) ? made : keeper.lost();
        }
        return known;
    }

    private static void removeLost(ReferenceQueue<TokenNode> queue) {
        for (Reference<?> gone = queue.poll(); gone != null; gone = queue.poll()) {
            Link link = (Link) gone;
            link.parent.unlink(link);
        }
    }

    private void link(Link added) {
        Link first = children;
        added.following = first;
        if (first != null) {
            first.previous = added;
        }
        children = added;
        added.linked = true;
    }

    /** Takes {@code gone} out of the list of children, unless that was cut off. */
    private void unlink(Link gone) {
        lockQueue();
        try {
            if (cancelled || !gone.linked) {
                return;
            }
            gone.linked = false;
            Link before = gone.previous;
            Link behind = gone.following;
            if (before == null) {
                children = behind;
            } else {
                before.following = behind;
            }
            if (behind != null) {
                behind.previous = before;
            }
        } finally {
            unlockQueue();
        }
    }

    @Override
    public void cancel() {
        Link chain = cancelThis();
        while (chain != null) {
            TokenNode child = chain.get();
            Link rest = chain.following;
            chain = child == null ? rest : before(child.cancelThis(), rest);
        }
        Link mine = link;
        if (parent != null && mine != null && !parent.cancelled) {
            parent.unlink(mine);
        }
    }

    /** The children, to be cancelled by the caller; null if there are none, or another has it. */
    private @Nullable Link cancelThis() {
        if (cancelled) {
            return null;
        }
        Waiter waiting = null;
        Link cutOff;
        lockQueue();
        try {
            if (cancelled) {
                return null;
            }
            cancelled = true;
            Waiter last = last();
            if (last != null) {
                waiting = removeThrough(last);
            }
            cutOff = children;
            children = null;
        } finally {
            unlockQueue();
        }
        wakeAll(waiting);
        return cutOff;
    }

    /** Both chains as one. */
    private static @Nullable Link before(@Nullable Link chain, @Nullable Link rest) {
        if (chain == null) {
            return rest;
        }
        Link last = chain;
        for (Link next = chain.following; next != null; next = next.following) {
            last = next;
        }
        last.following = rest;
        return chain;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Future<@Nullable Void> cancelled() {
        return new CancelledWaiter(this);
    }

    @Override
    public DropGuard dropGuard() {
        return new TokenGuard(this);
    }

    @Override
    public <T extends @Nullable Object> Future<@Nullable T> runUntilCancelled(
            Future<? extends T> future) {
        return new RunUntilCancelled<>(this, future);
    }

    /** True if this is cancelled; else {@code waiter} is in line, to be woken by {@code waker}. */
    boolean join(Waiter waiter, Waker waker) {
        if (cancelled || waiter.state() == Waiter.QUEUED && waiter.wakes(waker)) {
            return cancelled;
        }
        lockQueue();
        try {
            if (cancelled) {
                return true;
            }
            if (waiter.state() == Waiter.QUEUED) {
                waiter.waker(waker);
            } else {
                append(waiter, waker);
            }
            return false;
        } finally {
            unlockQueue();
        }
    }

    /** Ends {@code waiter}. */
    void leave(Waiter waiter) {
        if (waiter.state() == Waiter.QUEUED && !cancelled) {
            lockQueue();
            try {
                if (!cancelled) {
                    remove(waiter);
                }
            } finally {
                unlockQueue();
            }
        }
        waiter.end();
    }

    /** How many children it knows, those that are gone included; for tests. */
    int links() {
        int count = 0;
        lockQueue();
        try {
            for (Link at = children; at != null; at = at.following) {
                count++;
            }
        } finally {
            unlockQueue();
        }
        return count;
    }

    @Override
    public String toString() {
        return cancelled ? "CancellationToken[cancelled]" : "CancellationToken";
    }

    /**
     * A child in its parent's list. Its fields are under the parent's lock, or of who cut it off.
     */
    private static final class Link extends WeakReference<TokenNode> {
        final TokenNode parent;
        @Nullable Link previous;
        @Nullable Link following;
        boolean linked;

        Link(TokenNode child, TokenNode parent, ReferenceQueue<TokenNode> queue) {
            super(child, queue);
            this.parent = parent;
        }
    }
}
