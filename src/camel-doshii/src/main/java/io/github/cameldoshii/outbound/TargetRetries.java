package io.github.cameldoshii.outbound;

import org.apache.camel.LoggingLevel;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;

/**
 * How a route waits for a target that is away: without end, first for a second, then for twice as long each time, up to a
 * minute, and no further when the route is stopped. Each try is logged as a WARN. A bean for {@code onException} of
 * {@link TargetAwayException}; all can be set.
 */
public class TargetRetries extends RedeliveryPolicy {

    private static final long serialVersionUID = 1L;

    private static final int WITHOUT_END = -1;
    private static final long FIRST_WAIT_MILLIS = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 60_000;

    public TargetRetries() {
        setMaximumRedeliveries(WITHOUT_END);
        setRedeliveryDelay(FIRST_WAIT_MILLIS);
        setMaximumRedeliveryDelay(LONGEST_WAIT_MILLIS);
        setUseExponentialBackOff(true);
        setRetryAttemptedLogLevel(LoggingLevel.WARN);
        setAllowRedeliveryWhileStopping(false);
    }
}
