package io.github.cameldoshii.chaos;

/** Why a state that was told may be told once more. Whatever is none of these must not happen. */
enum RepeatKind {

    /**
     * The event came so shortly before its connection ended that a later change of the entity may have been lost, and nothing
     * that the row shows tells the two apart. So it is of changes only: the row of a creation shows that it is one.
     */
    IN_DOUBT,

    /** It was finished in the last second before the process was killed, and so not written down any more. */
    LAST_SECOND,

    /** It was finished by a machine that had been taken over and was not yet aware of it, and by the other as well. */
    BY_BOTH,

    /** The time of the service is not known, or may be a wrong one, so the time of an event is not compared with a row's. */
    CLOCK_UNKNOWN,

    /** More entities than the delivery history holds, or it is older than what can be recovered. No run has so many. */
    BEYOND_BOUND
}
