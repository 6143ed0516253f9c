package io.github.cameldoshii.springboot;

import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.actuate.health.CamelHealthCheckAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Spring applications with Camel and this starter, without a process and a web server. */
final class Applications {

    private Applications() {}

    /** One that has no other auto-configuration than these. */
    static ApplicationContextRunner plain() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        CamelAutoConfiguration.class,
                        CamelHealthCheckAutoConfiguration.class,
                        DoshiiComponentAutoConfiguration.class,
                        DoshiiHealthAutoConfiguration.class,
                        DoshiiSanitizingAutoConfiguration.class));
    }
}
