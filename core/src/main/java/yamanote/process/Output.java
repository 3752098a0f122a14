package yamanote.process;

import java.nio.charset.StandardCharsets;

/**
 * What a child has written until its end. Mirrors {@code std::process::Output}.
 *
 * @param status how it ended
 * @param stdout all of its output; empty if that was not piped
 * @param stderr all of its error output; empty if that was not piped
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record Output(ExitStatus status, byte[] stdout, byte[] stderr) {
    /** The output as UTF-8. */
    public String text() {
        return new String(stdout, StandardCharsets.UTF_8);
    }
}
