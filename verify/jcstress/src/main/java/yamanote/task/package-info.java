/** Sets, scopes, tokens and trackers under stress. */
package yamanote.task;
