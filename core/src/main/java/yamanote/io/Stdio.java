package yamanote.io;

import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** The streams of the process. Lazily bound: who uses none, has none. */
final class Stdio {
    static final AsyncRead IN = new InputPump(System.in, "yamanote-stdin");

    private Stdio() {}

    static AsyncWrite out() {
        return new BlockingWrite(new FileOutputStream(FileDescriptor.out), "AsyncIo.stdout");
    }

    static AsyncWrite err() {
        return new BlockingWrite(new FileOutputStream(FileDescriptor.err), "AsyncIo.stderr");
    }
}
