package io.github.cameldoshii.springboot;

import io.github.cameldoshii.DoshiiConfiguration;
import io.vertx.core.Vertx;
import io.vertx.core.net.ProxyOptions;
import java.util.List;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The options of the component {@code doshii}, as {@code camel.component.doshii.*} says; null where it says nothing, so that
 * the component's own default stays. Durations are text, because the component reads more forms than Spring does, and refuses
 * numbers that cannot be meant. What each option means is in the component's catalog, and in the configuration metadata that
 * is written from it.
 *
 * @param enabled whether the auto-configuration is used at all
 * @param customizer whether these properties are applied to the component
 */
@ConfigurationProperties(DoshiiComponentConfiguration.PREFIX)
public record DoshiiComponentConfiguration(
        Boolean enabled,
        Customizer customizer,
        DoshiiConfiguration configuration,
        Boolean bridgeErrorHandler,
        Integer concurrentConsumers,
        String connectTimeout,
        List<String> events,
        Boolean fetchEntity,
        String heartbeatInterval,
        List<String> locationIds,
        String pongTimeout,
        Integer queueSize,
        String reconnectDelay,
        String reconnectMaxDelay,
        String refusedDelay,
        String appVersion,
        Boolean connectionEvents,
        String deviceId,
        Boolean includeHeartbeats,
        Integer maxMessageSize,
        Boolean lazyStartProducer,
        String operation,
        String apiUrl,
        Boolean autowiredEnabled,
        Integer maxResponseSize,
        String socketUrl,
        Vertx vertx,
        Boolean catchUp,
        List<String> catchUpEntities,
        String catchUpMaxAge,
        String catchUpOverlap,
        String initialCatchUp,
        String positionStore,
        String reconcileInterval,
        StateRepository<String, String> stateRepository,
        Boolean healthCheckConsumerEnabled,
        Boolean healthCheckProducerEnabled,
        ProxyOptions proxyOptions,
        String clientId,
        String clientSecret,
        SSLContextParameters sslContextParameters,
        Boolean useGlobalSslContextParameters) {

    static final String PREFIX = "camel.component.doshii";

    /**
     * As every component of Camel has it.
     *
     * @param enabled false leaves the component as it is
     */
    public record Customizer(Boolean enabled) {}

    /** Without values: some are secrets. */
    @Override
    public String toString() {
        return PREFIX;
    }
}
