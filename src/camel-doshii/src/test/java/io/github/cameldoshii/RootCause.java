package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.catchThrowable;

import org.apache.camel.CamelContext;

/** Looks for the reason below what Camel wraps around it. */
final class RootCause {

    private RootCause() {}

    /** The reason why the context does not start. */
    static Throwable ofStarting(CamelContext context) {
        return of(catchThrowable(context::start));
    }

    static Throwable of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
