/** Small tools without a meaning of their own that every layer may use. */
package yamanote.internal.util;
