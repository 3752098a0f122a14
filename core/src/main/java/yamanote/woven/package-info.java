/**
 * For generated code only: the base of the state machines that async bodies are compiled to.
 *
 * <p>A woven body stays in its class as a static method; a small generated subclass of {@link
 * yamanote.woven.AsyncMachine} holds its frame. What generated code calls here is fixed by {@link
 * yamanote.woven.WeaverContract#VERSION}; programs do not use this package.
 */
package yamanote.woven;
