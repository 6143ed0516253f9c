package io.github.cameldoshii;

import java.net.URI;
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
        headersClass = DoshiiConstants.class)
public class DoshiiEndpoint extends DefaultEndpoint implements MultipleConsumersSupport, EndpointServiceLocation {

    private static final String FETCH = "fetch";

    @UriParam
    private final DoshiiConfiguration configuration;

    public DoshiiEndpoint(String uri, DoshiiComponent component, DoshiiConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        // Only checked: what is changed until the start counts too.
        ResolvedConfiguration.of(configuration);
        DoshiiConsumer consumer = new DoshiiConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        if (!FETCH.equals(configuration.getOperation())) {
            throw new IllegalArgumentException("doshii: is a source of events; as a step of a route it needs"
                    + " operation=fetch, which is the only operation");
        }
        CurrentCredentials credentials = new CurrentCredentials(configuration);
        credentials.clientId();
        if (!credentials.hasSecret()) {
            throw new IllegalArgumentException(
                    "Option clientSecret is missing: it signs the requests of operation=fetch."
                            + " Set the property camel.component.doshii.client-secret, or clientSecret in the route,"
                            + " for example to {{env:DOSHII_CLIENT_SECRET}}");
        }
        return new DoshiiProducer(
                this, getComponent().apiClients().fetcher(getCamelContext(), ApiConfiguration.of(configuration)));
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
        return socketUrl().toString();
    }

    @Override
    public String getServiceProtocol() {
        return socketUrl().getScheme();
    }

    private URI socketUrl() {
        return ResolvedConfiguration.socketUrl(configuration);
    }
}
