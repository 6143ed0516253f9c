package io.github.cameldoshii.outbound;

import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.ExchangeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a route sends to, as one bean for all that can go wrong there. A route names it three times:
 *
 * <pre>{@code
 * - beans:
 *     - name: kitchen
 *       type: io.github.cameldoshii.outbound.Target
 *       properties:
 *         deadLetters: dead-letters/kitchen
 * - route:
 *     errorHandler:
 *       deadLetterChannel: { deadLetterUri: "bean:kitchen", redeliveryPolicyRef: kitchen, useOriginalMessage: true }
 *     from:
 *       uri: doshii:simulator
 *       steps:
 *         - policy:
 *             ref: kitchen
 *             steps:
 *               - to: https://kitchen.example/orders
 * }</pre>
 *
 * <p>As a {@code policy} it is a {@link TargetPolicy}. As a {@code redeliveryPolicyRef} it tries an event again only where
 * the target is away: without end, first after a second, then after twice as long each time, up to a minute, and no further
 * when the route is stopped; each wait is told by a WARN. As the end of the dead letter channel it is a {@link DeadLetters}.
 * All that {@link RedeliveryPolicy} has can be set.
 *
 * <p>Any thread, once it is set; one bean may serve several routes.
 */
public class Target extends RedeliveryPolicy implements Policy, Processor {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(Target.class);

    private static final int WITHOUT_END = -1;
    private static final long FIRST_WAIT_MILLIS = 1_000;
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int RETRIES_AFTER_500 = 8;

    private final transient TargetPolicy policy = new TargetPolicy();
    private final transient DeadLetters letters = new DeadLetters();

    private int maximumRedeliveriesAfter500 = RETRIES_AFTER_500;

    public Target() {
        setMaximumRedeliveries(WITHOUT_END);
        setRedeliveryDelay(FIRST_WAIT_MILLIS);
        setMaximumRedeliveryDelay(LONGEST_WAIT_MILLIS);
        setUseExponentialBackOff(true);
        setAllowRedeliveryWhileStopping(false);
    }

    /** The folder of the dead letters, made if it is missing; default: {@code dead-letters}. */
    public void setDeadLetters(String folder) {
        letters.setFolder(folder);
    }

    public String getDeadLetters() {
        return letters.getFolder();
    }

    /**
     * How often an event is tried again that a web service answers with 500, which may be about this one event; -1: without
     * end, default: 8, which takes about 3 minutes. All other retries are {@code maximumRedeliveries}.
     */
    public void setMaximumRedeliveriesAfter500(int retries) {
        maximumRedeliveriesAfter500 = retries;
    }

    public int getMaximumRedeliveriesAfter500() {
        return maximumRedeliveriesAfter500;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        policy.beforeWrap(route, definition);
    }

    @Override
    public Processor wrap(Route route, Processor processor) {
        return policy.wrap(route, processor);
    }

    /** Asked after each failure, unless the route is being stopped. */
    @Override
    public boolean shouldRedeliver(Exchange exchange, int redeliveryCounter, Predicate retryWhile) {
        if (!(exchange.getException() instanceof TargetAwayException away)
                || isTooOftenFor500(away, redeliveryCounter)
                || !super.shouldRedeliver(exchange, redeliveryCounter, retryWhile)) {
            return false;
        }
        // In Camel's words, but not by Camel: that would also tell of what is not tried again, with all that it may
        // say.
        LOG.warn(
                "Failed delivery for {}. On delivery attempt: {} caught: {}",
                ExchangeHelper.logIds(exchange),
                redeliveryCounter - 1,
                DeadLetterReason.reason(away));
        return true;
    }

    private boolean isTooOftenFor500(TargetAwayException away, int retries) {
        return maximumRedeliveriesAfter500 != WITHOUT_END
                && retries > maximumRedeliveriesAfter500
                && Failures.httpAnswer(away)
                        .filter(answer -> answer.getStatusCode() == INTERNAL_SERVER_ERROR)
                        .isPresent();
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        letters.process(exchange);
    }
}
