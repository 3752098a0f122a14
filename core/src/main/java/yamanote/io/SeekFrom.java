package yamanote.io;

/** What an offset counts from. Mirrors {@code std::io::SeekFrom}. */
public enum SeekFrom {
    /** The first byte. */
    START,
    /** Where the next read or write would be. */
    CURRENT,
    /** The byte behind the last. */
    END
}
