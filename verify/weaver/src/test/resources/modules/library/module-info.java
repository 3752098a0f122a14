/** A library with async bodies in its exported and in its hidden packages. */
module library {
    requires transitive yamanote.core;

    exports library.api;
}
