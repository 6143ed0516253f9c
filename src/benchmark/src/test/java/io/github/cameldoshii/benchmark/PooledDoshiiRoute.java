package io.github.cameldoshii.benchmark;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.impl.engine.PooledProcessorExchangeFactory;

/** With what {@code camel.main.exchangeFactory=pooled} sets. */
final class PooledDoshiiRoute extends DoshiiRoute {

    PooledDoshiiRoute() {
        super(Duration.ZERO);
    }

    @Override
    void configure(CamelContext settings) {
        settings.getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        settings.getCamelContextExtension().setProcessorExchangeFactory(new PooledProcessorExchangeFactory());
    }
}
