package io.github.cameldoshii.kamelets;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.test.DoshiiTestSupport;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.AfterEach;

/** Two accounts of two services: "kitchen" at the simulator of the test, "bar" at another. Their parameters are properties. */
abstract class KameletTestSupport extends DoshiiTestSupport {

    /** Characters that a URI, a placeholder or a property file could take for their own. */
    static final String KITCHEN_SECRET = "s3cret+&?=%/of #the kitchen";

    static final String BAR_SECRET = "s3cret-of-the-bar";
    static final String KITCHEN_ID = "id-of+the/kitchen";
    static final String BAR_ID = "id-of-the-bar";

    final DoshiiSimulator bar = DoshiiSimulator.start(
            SimulatorOptions.defaults().withPort(0).withClientId(BAR_ID).withClientSecret(BAR_SECRET));

    @Override
    public void configureTest(TestExecutionConfiguration test) {
        super.configureTest(test);
        test.withUseRouteBuilder(false).withEnableJMX();
    }

    @Override
    protected SimulatorOptions simulatorOptions() {
        return SimulatorOptions.defaults().withPort(0).withClientId(KITCHEN_ID).withClientSecret(KITCHEN_SECRET);
    }

    @AfterEach
    final void closeBar() {
        context.stop();
        bar.close();
    }

    /** Loads routes and starts them. Properties are those of an application, such as {@code camel.kamelet.doshii-source.events}. */
    final void start(Map<String, String> properties, String routes) throws Exception {
        Properties all = new Properties();
        all.putAll(properties);
        context.getPropertiesComponent().setOverrideProperties(all);
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("routes.yaml", routes));
        context.start();
    }

    final MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }
}
