/** The weaver as a jar for javac's processor path and as an agent. */
package yamanote.compiler;
