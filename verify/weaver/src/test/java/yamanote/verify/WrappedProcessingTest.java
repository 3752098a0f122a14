package yamanote.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.Completion;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import yamanote.verify.harness.Jvm;
import yamanote.verify.harness.Locations;

/**
 * What Gradle's compiler worker does, imitated: it loads the processors of the processor path with
 * a class loader of its own, hands them to javac ready-made, and gives them a processing
 * environment and a filer that are wrappers, none of javac's own types. The plugin is still found
 * by javac.
 */
final class WrappedProcessingTest {
    private static final String SOURCE =
            """
            package sample;
            import static yamanote.Async.async;
            import yamanote.future.*;
            public final class Main {
                public static void main(String[] args) throws Exception {
                    Future<Integer> answer = cx -> Poll.ready(41);
                    var body = async(() -> answer.await() + 1);
                    System.out.println(body.poll(Context.noop()));
                }
            }
            """;

    @Test
    void weavesThroughAWrappedFiler() throws Exception {
        Path output = Corpus.fresh("wrapped");
        List<URL> urls = new ArrayList<>();
        for (Path path : Locations.compiler()) {
            urls.add(path.toUri().toURL());
        }
        ClassLoader apis = ClassLoader.getPlatformClassLoader();
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), apis)) {
            List<Processor> wrapped = new ArrayList<>();
            for (Processor processor : ServiceLoader.load(Processor.class, loader)) {
                wrapped.add(new Wrapper(processor));
            }
            assertThat(wrapped).isNotEmpty();
            assertThat(compile(output, wrapped)).isEmpty();
        }
        try (var files = Files.list(output.resolve("sample"))) {
            assertThat(files.map(f -> f.getFileName().toString())).anyMatch(f -> f.contains("$$"));
        }
        String path = Locations.path(List.of(output, Locations.core()));
        String printed =
                Jvm.tool("java")
                        .with("-Xverify:all", "-Dyamanote.requireWoven=true", "-cp", path)
                        .with("sample.Main")
                        .run()
                        .orThrow();
        assertThat(printed).contains("42");
    }

    /** What javac printed; it must succeed. */
    private static String compile(Path output, List<Processor> processors) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        var out = new StringWriter();
        List<String> options =
                List.of(
                        "-Xlint:all",
                        "-Werror",
                        "-processorpath",
                        Locations.path(Locations.compiler()),
                        "-cp",
                        Locations.core().toString(),
                        "-d",
                        output.toString());
        var files = javac.getStandardFileManager(null, Locale.ROOT, null);
        URI uri = URI.create("string:///sample/Main.java");
        JavaFileObject source =
                new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return SOURCE;
                    }
                };
        var task = javac.getTask(out, files, null, options, null, List.of(source));
        task.setProcessors(processors);
        assertThat(task.call()).as("%s", out).isTrue();
        return out.toString();
    }

    /** An object of none of javac's types that passes every call on. */
    private static <T> T wrap(Class<T> type, Object target) {
        Object proxy =
                Proxy.newProxyInstance(
                        WrappedProcessingTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, args) -> {
                            try {
                                Object result = method.invoke(target, args);
                                return switch (method.getName()) {
                                    case "getFiler",
                                            "getMessager",
                                            "getElementUtils",
                                            "getTypeUtils" ->
                                            wrap(method.getReturnType(), result);
                                    default -> result;
                                };
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
        return type.cast(proxy);
    }

    @SuppressWarnings("DoNotClaimAnnotations")
    private record Wrapper(Processor processor) implements Processor {
        @Override
        public void init(ProcessingEnvironment environment) {
            processor.init(wrap(ProcessingEnvironment.class, environment));
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return processor.process(annotations, round);
        }

        @Override
        public Set<String> getSupportedOptions() {
            return processor.getSupportedOptions();
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return processor.getSupportedSourceVersion();
        }

        @Override
        public Iterable<? extends Completion> getCompletions(
                Element element,
                AnnotationMirror annotation,
                ExecutableElement member,
                String text) {
            return processor.getCompletions(element, annotation, member, text);
        }
    }
}
