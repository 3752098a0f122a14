package yamanote.verify.fuzz;

/** The types that random programs compute with. */
enum Type {
    INT("int", "Integer"),
    LONG("long", "Long"),
    DOUBLE("double", "Double"),
    BOOL("boolean", "Boolean"),
    STRING("String", "String"),
    INTS("int[]", "int[]"),
    OBJECT("Object", "Object");

    final String text;
    final String boxed;

    Type(String text, String boxed) {
        this.text = text;
        this.boxed = boxed;
    }
}
