/**
 * TLS 1.2 and 1.3 as a stream over any stream. Mirrors {@code tokio-rustls}, over the JDK's {@link
 * javax.net.ssl.SSLEngine}.
 *
 * <p>{@link yamanote.tls.TlsConnector} and {@link yamanote.tls.TlsAcceptor} shake hands over a
 * stream, which becomes theirs, and give a {@link yamanote.tls.TlsStream}. Keys, trust and the
 * cache of sessions are the {@link javax.net.ssl.SSLContext}'s; another library's engines come in
 * by {@link yamanote.tls.TlsEngineFactory}. What holds for all of it:
 *
 * <ol>
 *   <li><b>State stays in the stream.</b> A read, write or flush that is cancelled anywhere leaves
 *       a record that came or went by halves where it is, and the next one goes on with it.
 *   <li><b>Each direction has its own state.</b> Reading never waits for writing, nor writing for
 *       reading; what both share is the engine, which allows that.
 *   <li><b>Idle connections hold no buffers.</b> Each is taken from a {@link
 *       yamanote.io.BufferPool} when bytes come and goes back when none are left.
 *   <li><b>An end is an end only if the peer said so.</b> Without its close_notify it is a failure:
 *       somebody may have cut the connection.
 *   <li><b>Workers do no key exchange.</b> What an engine calls a delegated task runs on the
 *       blocking pool.
 * </ol>
 */
package yamanote.tls;
