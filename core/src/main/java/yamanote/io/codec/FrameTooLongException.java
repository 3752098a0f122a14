package yamanote.io.codec;

import java.io.IOException;

/** A frame is longer than its codec allows. */
public final class FrameTooLongException extends IOException {
    private static final long serialVersionUID = 1;

    FrameTooLongException(String message) {
        super(message);
    }
}
