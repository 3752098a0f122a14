/** What a runtime shows of itself to the test kit: read-only, by any thread, at no cost unread. */
package yamanote.internal.probe;
