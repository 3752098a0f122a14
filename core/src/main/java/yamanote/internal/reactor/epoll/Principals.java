package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipalLookupService;
import yamanote.internal.reactor.Credentials;

/**
 * Users and groups by number, as {@code java.nio.file} knows them. It looks them up by name only,
 * so the C library is asked for the name, as the JDK does for the owner of a file; who has none is
 * called by the number.
 */
final class Principals {
    private static final int USER = Integer.BYTES;
    private static final int GROUP = 2 * Integer.BYTES;

    private static final int ERANGE = 34;

    /** Room for {@code struct passwd} or {@code group}, which begin with where the name is. */
    private static final int ENTRY = 64;

    private static final int TEXT = 1024;
    private static final int MOST_TEXT = 1024 * 1024;

    private static final FunctionDescriptor LOOKUP =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle GETPWUID = Libc.handle("getpwuid_r", LOOKUP);
    private static final MethodHandle GETGRGID = Libc.handle("getgrgid_r", LOOKUP);

    private Principals() {}

    /** Of the process, the user and the group in the structure of {@code scratch}. */
    static Credentials credentials(Scratch scratch) throws IOException {
        int process = scratch.structure.get(JAVA_INT, 0);
        int user = scratch.structure.get(JAVA_INT, USER);
        int group = scratch.structure.get(JAVA_INT, GROUP);
        UserPrincipalLookupService known = FileSystems.getDefault().getUserPrincipalLookupService();
        return new Credentials(
                known.lookupPrincipalByName(name(GETPWUID, scratch.state, user)),
                known.lookupPrincipalByGroupName(name(GETGRGID, scratch.state, group)),
                Integer.toUnsignedLong(user),
                Integer.toUnsignedLong(group),
                process);
    }

    private static String name(MethodHandle lookup, MemorySegment state, int number) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment entry = arena.allocate(ENTRY, Long.BYTES);
            MemorySegment found = arena.allocate(ADDRESS);
            for (int size = TEXT; size <= MOST_TEXT; size *= 2) {
                MemorySegment text = arena.allocate(size);
                int error =
                        (int) lookup.invokeExact(state, number, entry, text, (long) size, found);
                if (error != ERANGE) {
                    return error == 0 && found.get(ADDRESS, 0).address() != 0
                            ? text.getString(entry.get(ADDRESS, 0).address() - text.address())
                            : Integer.toUnsignedString(number);
                }
            }
            return Integer.toUnsignedString(number);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        }
    }
}
