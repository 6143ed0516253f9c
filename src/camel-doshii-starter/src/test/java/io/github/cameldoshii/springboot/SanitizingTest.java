package io.github.cameldoshii.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Actuator shows no secret of the component, even where it is told to show all values. */
class SanitizingTest {

    private static final String PREFIX = DoshiiComponentConfiguration.PREFIX + ".";
    private static final String[] SECRETS = {"the-client-id", "dGhlLWNsaWVudC1pZA", "the-client-secret", "proxy-pass"};

    private static ApplicationContextRunner showingAll() {
        return Applications.plain()
                .withConfiguration(AutoConfigurations.of(
                        JacksonAutoConfiguration.class,
                        EnvironmentEndpointAutoConfiguration.class,
                        ConfigurationPropertiesReportEndpointAutoConfiguration.class))
                .withBean("loops", Vertx.class, Vertx::vertx)
                .withPropertyValues(
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoint.env.show-values=always",
                        "management.endpoint.configprops.show-values=always",
                        "DOSHII_CLIENT_ID=the-client-id",
                        "some.url=wss://example/app/socket?auth=dGhlLWNsaWVudC1pZA==",
                        PREFIX + "client-id=${DOSHII_CLIENT_ID}",
                        PREFIX + "clientSecret=the-client-secret",
                        PREFIX + "socket-url=wss://user:proxy-pass@example/app/socket",
                        PREFIX + "proxy-options.host=proxy.example",
                        PREFIX + "proxy-options.password=proxy-pass",
                        PREFIX + "vertx=#bean:loops",
                        PREFIX + "queue-size=1234");
    }

    private static String environment(AssertableApplicationContext application) throws Exception {
        return new ObjectMapper()
                .writeValueAsString(
                        application.getBean(EnvironmentEndpoint.class).environment(null));
    }

    private static String properties(AssertableApplicationContext application) throws Exception {
        return new ObjectMapper()
                .writeValueAsString(application
                        .getBean(ConfigurationPropertiesReportEndpoint.class)
                        .configurationProperties());
    }

    @Test
    void the_environment_hides_them_and_what_they_are_made_of_and_nothing_else() {
        showingAll().run(application -> assertThat(environment(application))
                .contains("camel.component.doshii.clientSecret", "some.url", "1234", "proxy.example")
                .doesNotContain(SECRETS));
    }

    @Test
    void the_properties_hide_them_and_nothing_else() {
        showingAll().run(application -> assertThat(properties(application))
                .contains("\"prefix\":\"camel.component.doshii\"", "clientSecret", "1234", "proxy.example")
                .doesNotContain("Cannot serialize 'camel.component.doshii'")
                .doesNotContain(SECRETS));
    }

    @Test
    void the_properties_are_not_part_of_their_own_text() {
        showingAll().run(application -> assertThat(
                        application.getBean(DoshiiComponentConfiguration.class).toString())
                .doesNotContain(SECRETS));
    }
}
