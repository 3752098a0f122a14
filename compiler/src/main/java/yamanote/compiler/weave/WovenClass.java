package yamanote.compiler.weave;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a class file.
 *
 * @param outer the class with its bodies woven; null if there was nothing to weave
 * @param machines the generated classes, by internal name; empty if the class carries them itself
 * @param refusals bodies left as they were
 */
public record WovenClass(
        byte @Nullable [] outer, Map<String, byte[]> machines, List<Refusal> refusals) {}
