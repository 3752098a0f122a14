/** TLS over the engines of another library. */
@org.jspecify.annotations.NullMarked
package yamanote.verify.tls;
