package yamanote.internal.util;

/**
 * What a thread is inside of ({@link Ambient}) that can queue many woken tasks at once: between the
 * two calls they are collected, at the second they are published and one sleeper is told. Nests.
 */
public interface WakeBatch {
    /** This thread is about to wake several tasks. */
    void beginWakes();

    /** It has. */
    void endWakes();
}
