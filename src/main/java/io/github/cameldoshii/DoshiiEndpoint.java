package io.github.cameldoshii;

import java.util.concurrent.ExecutorService;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Receive restaurant events (orders, transactions, check-ins, bookings and more) from Doshii.
 */
@ManagedResource(description = "Managed Doshii endpoint")
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "doshii",
        title = "Doshii",
        syntax = "doshii:environment",
        category = {Category.API, Category.MESSAGING},
        consumerOnly = true,
        headersClass = DoshiiConstants.class)
public class DoshiiEndpoint extends DefaultEndpoint implements MultipleConsumersSupport, EndpointServiceLocation {

    @UriParam
    private final DoshiiConfiguration configuration;

    public DoshiiEndpoint(String uri, DoshiiComponent component, DoshiiConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        new ConfigurationCheck(configuration).all();
        DoshiiConsumer consumer = new DoshiiConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                "doshii: is a source of events: use it in from(...); nothing can be sent to it");
    }

    ExecutorService createLaneThreads(Object owner, int lanes) {
        return getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(owner, "Doshii[" + configuration.getEnvironment() + "]", lanes);
    }

    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public DoshiiComponent getComponent() {
        return (DoshiiComponent) super.getComponent();
    }

    public DoshiiConfiguration getConfiguration() {
        return configuration;
    }

    /** The environment: sandbox, live or simulator. */
    @ManagedAttribute(description = "The environment: sandbox, live or simulator")
    public String getEnvironment() {
        return configuration.getEnvironment();
    }

    @Override
    @ManagedAttribute(description = "The address of the socket, without any credential")
    public String getServiceUrl() {
        return new ConfigurationCheck(configuration).socketUrl().toString();
    }

    @Override
    public String getServiceProtocol() {
        return "ws";
    }
}
