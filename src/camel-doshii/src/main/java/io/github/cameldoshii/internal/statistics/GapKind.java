package io.github.cameldoshii.internal.statistics;

/** What is missing in a gap. */
public enum GapKind {
    /** Events that could not be recovered. */
    NOT_RECOVERED,
    /** Events that no list of the service has, if there were any; announced after each outage. */
    NO_LIST
}
