/** The queues, model-checked. */
package yamanote.internal.scheduler;
