package yamanote.test;

import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Binds the settings of the nearest {@link AsyncTest} around what JUnit calls. */
public final class AsyncTestExtension implements InvocationInterceptor {
    /** For JUnit. */
    public AsyncTestExtension() {}

    private static void inScope(Invocation<@Nullable Void> invocation, ExtensionContext context)
            throws Throwable {
        ScopedValue.where(TestSettings.SCOPE, settings(context)).call(invocation::proceed);
    }

    /** Of the method, its class, the classes around that. */
    private static TestSettings settings(ExtensionContext context) {
        Optional<ExtensionContext> at = Optional.of(context);
        while (at.isPresent()) {
            Optional<AsyncTest> found =
                    AnnotationSupport.findAnnotation(at.get().getElement(), AsyncTest.class);
            if (found.isPresent()) {
                return TestSettings.of(found.get());
            }
            at = at.get().getParent();
        }
        return TestSettings.inScope();
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> called,
            ExtensionContext context)
            throws Throwable {
        inScope(invocation, context);
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> called,
            ExtensionContext context)
            throws Throwable {
        inScope(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> called,
            ExtensionContext context)
            throws Throwable {
        inScope(invocation, context);
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation,
            DynamicTestInvocationContext called,
            ExtensionContext context)
            throws Throwable {
        inScope(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> called,
            ExtensionContext context)
            throws Throwable {
        inScope(invocation, context);
    }
}
