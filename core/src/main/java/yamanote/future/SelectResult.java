package yamanote.future;

import yamanote.internal.util.Carrier;

/** The results of select, so that {@link Owned#drop} finds the value inside. */
sealed interface SelectResult extends Carrier
        permits Select2, Select3, Select4, Select5, Select6, Select7, Select8, Selected {}
