/** Tests of asynchronous code: see {@link yamanote.test.AsyncTests}. */
@org.jspecify.annotations.NullMarked
module yamanote.test {
    requires transitive yamanote.core;
    requires static org.jspecify;
    requires static transitive org.junit.jupiter.api;

    exports yamanote.test;
}
