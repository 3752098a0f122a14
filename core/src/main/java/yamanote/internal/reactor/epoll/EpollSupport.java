package yamanote.internal.reactor.epoll;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether {@link EpollPoller} can be used here; touches nothing foreign. */
public final class EpollSupport {
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

    private EpollSupport() {}

    /**
     * Null if it can; else what is missing, and what to do about it where something can be done.
     */
    public static @Nullable String whyNot() {
        String missing = whyNot(System.getProperty("os.name"), System.getProperty("os.arch"));
        if (missing != null) {
            return missing;
        }
        Module module = EpollSupport.class.getModule();
        return module.isNativeAccessEnabled() ? null : noNativeAccess(module.getName());
    }

    static @Nullable String whyNot(String system, String architecture) {
        if (!system.toLowerCase(Locale.ROOT).equals("linux")) {
            return "epoll is Linux's, this is " + system;
        }
        return ARCHITECTURES.contains(architecture)
                ? null
                : "the layout of its structures on " + architecture + " is not known";
    }

    static String noNativeAccess(@Nullable String module) {
        return "native access is not enabled: start java with --enable-native-access="
                + (module == null ? "ALL-UNNAMED" : module);
    }
}
