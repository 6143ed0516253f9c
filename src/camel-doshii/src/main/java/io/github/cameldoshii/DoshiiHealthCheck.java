package io.github.cameldoshii;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness check of a consumer: UP only while events can arrive and the route takes them, always with the reason. */
final class DoshiiHealthCheck extends AbstractHealthCheck {

    private final DoshiiConsumer consumer;

    DoshiiHealthCheck(DoshiiConsumer consumer, String name) {
        super("camel", "consumer:doshii-" + name);
        this.consumer = consumer;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        ConsumerStatus status = consumer.status();
        builder.state(status.isReady() ? State.UP : State.DOWN);
        builder.message(status.describe());
        // Where health is shown by MicroProfile, as on Quarkus, the message is not.
        builder.detail("doshii.reason", status.describe());
        builder.detail("route.id", consumer.getRouteId());
        builder.detail("doshii.environment", consumer.getEndpoint().getEnvironment());
        builder.detail("doshii.connection", consumer.connectionName());
        builder.detail("doshii.state", status.connection().state().name());
        builder.detail("doshii.attempt", status.connection().attempt());
        builder.detail("doshii.pending", status.pending());
        builder.detail("doshii.catchUp", status.recovery().catchUp().name());
        builder.detail("doshii.gaps", status.recovery().statistics().gaps());
        status.recovery().lastGap().ifPresent(gap -> builder.detail("doshii.lastGap", gap.describe()));
    }
}
