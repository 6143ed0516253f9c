package io.github.cameldoshii.simulator;

import java.time.Clock;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A {@link DoshiiSimulator} for JUnit 5 tests, on a free port:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final DoshiiSimulatorExtension DOSHII = DoshiiSimulatorExtension.create();
 * }</pre>
 *
 * <p>In a static field it starts before all tests of the class, is reset before each of them (entities, ledger, log, faults;
 * sockets stay open) and ends after all. In an instance field each test has its own.
 */
public final class DoshiiSimulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final String COMPONENT = "camel.component.doshii.";

    private final SimulatorOptions options;
    private DoshiiSimulator simulator;
    private int classes;

    private DoshiiSimulatorExtension(SimulatorOptions options) {
        this.options = options;
    }

    /** With the default credentials, on a free port. */
    public static DoshiiSimulatorExtension create() {
        return with(SimulatorOptions.defaults().withPort(0));
    }

    /** With options of one's own; {@code withPort(0)} for a free port. */
    public static DoshiiSimulatorExtension with(SimulatorOptions options) {
        return new DoshiiSimulatorExtension(Objects.requireNonNull(options, "options"));
    }

    /** Begins with the default credentials and a free port. */
    public static Builder builder() {
        return new Builder(SimulatorOptions.defaults().withPort(0));
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {

        private SimulatorOptions options;

        private Builder(SimulatorOptions options) {
            this.options = options;
        }

        public Builder port(int port) {
            options = options.withPort(port);
            return this;
        }

        public Builder clientId(String clientId) {
            options = options.withClientId(clientId);
            return this;
        }

        public Builder clientSecret(String clientSecret) {
            options = options.withClientSecret(clientSecret);
            return this;
        }

        public Builder clock(Clock clock) {
            options = options.withClock(clock);
            return this;
        }

        public DoshiiSimulatorExtension build() {
            return with(options);
        }
    }

    /** @throws IllegalStateException outside of a test */
    public DoshiiSimulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException(
                    "The simulator runs within tests only; is the field annotated" + " with @RegisterExtension?");
        }
        return simulator;
    }

    public String socketUrl() {
        return simulator().socketUrl();
    }

    public String apiUrl() {
        return simulator().apiUrl();
    }

    /**
     * The properties with which {@code doshii:simulator} finds this simulator: addresses and credentials of the component,
     * for Camel Main's or a {@code CamelContext}'s initial properties.
     */
    public Properties componentProperties() {
        Properties properties = new Properties();
        properties.setProperty(COMPONENT + "socketUrl", socketUrl());
        properties.setProperty(COMPONENT + "apiUrl", apiUrl());
        properties.setProperty(COMPONENT + "clientId", options.clientId());
        properties.setProperty(COMPONENT + "clientSecret", options.clientSecret());
        return properties;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Nested classes inherit the extension of a static field, and begin and end within the outer one.
        if (classes++ == 0) {
            simulator = DoshiiSimulator.start(options);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (classes > 0) {
            simulator.resetState();
        } else {
            simulator = DoshiiSimulator.start(options);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (classes == 0) {
            simulator.close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (--classes == 0) {
            simulator.close();
        }
    }
}
