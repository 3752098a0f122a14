package yamanote.sync;

/** Sends, receives and sets for actors, which may not throw checked exceptions. */
final class Quiet {
    private Quiet() {}

    /** To how many receivers; 0 if refused. */
    static <T> int send(Broadcast.Sender<T> tx, T message) {
        try {
            return tx.send(message);
        } catch (ClosedException e) {
            return 0;
        }
    }

    /** False if refused. */
    static <T> boolean send(Watch.Sender<T> tx, T value) {
        try {
            tx.send(value);
            return true;
        } catch (ClosedException e) {
            return false;
        }
    }

    /** False if refused. */
    static <T> boolean set(SetOnce<T> once, T value) {
        try {
            once.set(value);
            return true;
        } catch (SetException e) {
            return false;
        }
    }

    /** False if refused. */
    static <T> boolean set(OnceCell<T> cell, T value) {
        try {
            cell.set(value);
            return true;
        } catch (SetException e) {
            return false;
        }
    }

    /** False if refused. */
    static <T> boolean send(Mpsc.UnboundedSender<T> tx, T message) {
        try {
            tx.send(message);
            return true;
        } catch (ClosedException e) {
            return false;
        }
    }

    /** The message; 0 if there is none; or how many were missed, negative. */
    static int receive(Broadcast.Receiver<Integer> rx) {
        try {
            return rx.tryReceive() instanceof TryReceive.Received<Integer>(var value) ? value : 0;
        } catch (LaggedException e) {
            return (int) -e.missed();
        }
    }

    /** False at the end, too. */
    static boolean hasChanged(Watch.Receiver<?> rx) {
        try {
            return rx.hasChanged();
        } catch (ClosedException e) {
            return false;
        }
    }
}
