/** The weaver at load time: the same jar as {@code -javaagent} or as the launcher's agent. */
package yamanote.compiler.agent;
