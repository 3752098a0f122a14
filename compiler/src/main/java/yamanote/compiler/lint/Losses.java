package yamanote.compiler.lint;

import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Answers what is lost of an operation when the future that it gives is cancelled. */
final class Losses {
    private final Model model;

    Losses(Model model) {
        this.model = model;
    }

    /**
     * What to do instead of cancelling an operation that loses data, empty if its mark does not
     * say; null for any other operation. The nearest mark counts: the method's own, that of a
     * method that it overrides, that of the type of its future.
     */
    @Nullable String insteadOf(@Nullable Element element) {
        if (!(element instanceof ExecutableElement method) || isAccessor(method)) {
            return null;
        }
        AnnotationMirror mark =
                Stream.of(
                                Stream.of(method),
                                model.overridden(method),
                                Stream.ofNullable(model.types().asElement(method.getReturnType())))
                        .flatMap(marked -> marked)
                        .flatMap(marked -> marked.getAnnotationMirrors().stream())
                        .filter(one ->
                                Model.isNamed(one.getAnnotationType(), LintNames.CANCEL_SAFETY))
                        .findFirst()
                        .orElse(null);
        return mark != null && saysLoss(mark) ? text(mark, LintNames.INSTEAD) : null;
    }

    /** Of a record, which has the future and will have it again. */
    private boolean isAccessor(ExecutableElement method) {
        return Model.owner(method).getKind() == ElementKind.RECORD
                && method.getParameters().isEmpty()
                && model.elements().recordComponentFor(method) != null;
    }

    private static boolean saysLoss(AnnotationMirror mark) {
        return mark.getElementValues().values().stream()
                .anyMatch(value ->
                        value.getValue() instanceof VariableElement constant
                                && constant.getSimpleName().contentEquals(LintNames.LOSES_DATA));
    }

    private static String text(AnnotationMirror mark, String name) {
        return mark.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(name))
                .map(Map.Entry::getValue)
                .map(AnnotationValue::getValue)
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }
}
