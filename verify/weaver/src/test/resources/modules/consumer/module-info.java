/** A named module that uses the library and has bodies of its own. */
module consumer {
    requires library;
}
