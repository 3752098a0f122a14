package yamanote.fs;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import yamanote.future.CancelSafety;
import yamanote.future.Future;

/**
 * Something in a directory. Mirrors {@code tokio::fs::DirEntry}.
 *
 * @param path the directory's path and the name in it
 */
public record DirEntry(Path path) {
    /** The name within the directory. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** Its attributes; of a link, those of the link. */
    @CancelSafety(NOTHING_LOST)
    public Future<BasicFileAttributes> metadata() {
        return Fs.symlinkMetadata(path);
    }
}
