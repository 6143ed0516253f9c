package io.github.cameldoshii.internal.statistics;

/** What a scan of recovery is for. */
public enum ScanKind {
    /** What was missed while there was no connection. */
    CATCHUP,
    /** The same once more, against lists that show a change late. */
    VERIFY,
    /** Regularly, against a socket that loses events silently. */
    RECONCILE,
    /** What there is now, so that a later scan can tell what is gone. */
    BASELINE
}
