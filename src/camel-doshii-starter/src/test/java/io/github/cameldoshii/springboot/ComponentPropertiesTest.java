package io.github.cameldoshii.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldoshii.DoshiiComponent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

/** A property sets its option, however it is spelt, and an absent one leaves the component's own default. */
class ComponentPropertiesTest {

    private static final String PREFIX = DoshiiComponentConfiguration.PREFIX + ".";

    private static DoshiiComponent component(AssertableApplicationContext application) {
        return application.getBean(CamelContext.class).getComponent("doshii", DoshiiComponent.class);
    }

    /** All options but objects, as the component has them. */
    private static Map<String, Object> values(DoshiiComponent component) throws IOException {
        PropertyConfigurerGetter getter = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
        Map<String, Object> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> option : Catalog.options().entrySet()) {
            if (!option.getValue().get("type").asText().equals("object")) {
                values.put(option.getKey(), getter.getOptionValue(component, option.getKey(), true));
            }
        }
        return values;
    }

    @Test
    void without_properties_every_option_has_the_default_of_the_component() {
        Applications.plain().run(application -> {
            DoshiiComponent untouched = new DoshiiComponent(application.getBean(CamelContext.class));

            assertThat(values(component(application))).isEqualTo(values(untouched));
        });
    }

    @Test
    void every_option_that_is_no_bean_is_set_by_its_property() throws IOException {
        Map<String, Object> expected = new TreeMap<>();
        Map<String, String> properties = new TreeMap<>();
        for (Map.Entry<String, JsonNode> option : Catalog.options().entrySet()) {
            String name = option.getKey();
            JsonNode its = option.getValue();
            Object other =
                    switch (its.get("type").asText()) {
                        case "object" -> null;
                        case "boolean" -> !its.path("defaultValue").asBoolean();
                        case "integer" -> its.path("defaultValue").asInt() + 1;
                        case "duration" -> its.path("defaultValue").asLong() + 61_000;
                        default -> name.equals("positionStore") ? "file:elsewhere" : "other_" + name;
                    };
            if (other != null) {
                expected.put(name, other);
                boolean duration = its.get("type").asText().equals("duration");
                properties.put(PREFIX + DataObjectPropertyName.toDashedForm(name), duration ? text(other) : "" + other);
            }
        }
        String[] pairs = properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);

        Applications.plain().withPropertyValues(pairs).run(application -> assertThat(values(component(application)))
                .hasSizeGreaterThan(30)
                .isEqualTo(expected));
    }

    /** With two units, which Spring itself does not read. */
    private static String text(Object millis) {
        Duration duration = Duration.ofMillis((long) millis);
        return duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
    }

    @Test
    void a_name_may_be_spelt_as_spring_allows() {
        Applications.plain()
                .withPropertyValues(PREFIX + "clientId=a", PREFIX + "CLIENT_SECRET=b", PREFIX + "queue_size=3")
                .run(application -> {
                    DoshiiComponent component = component(application);
                    assertThat(component.getConfiguration().getClientId()).isEqualTo("a");
                    assertThat(component.getConfiguration().getClientSecret()).isEqualTo("b");
                    assertThat(component.getConfiguration().getQueueSize()).isEqualTo(3);
                });
    }

    @Test
    void lists_may_be_lists() {
        Applications.plain()
                .withPropertyValues(PREFIX + "events[0]=order_created", PREFIX + "events[1]=transaction_*")
                .run(application -> assertThat(
                                component(application).getConfiguration().getEvents())
                        .isEqualTo("order_created,transaction_*"));
    }

    @Test
    void placeholders_of_spring_and_of_camel_are_filled_in() {
        Applications.plain()
                .withPropertyValues(
                        "id=secret-id",
                        "device=d1",
                        PREFIX + "client-id=${id}",
                        PREFIX + "client-secret={{id}}",
                        PREFIX + "queue-size=${size:7}",
                        PREFIX + "device-id=x-{{device}}")
                .run(application -> {
                    DoshiiComponent component = component(application);
                    assertThat(component.getConfiguration().getClientId()).isEqualTo("secret-id");
                    assertThat(component.getConfiguration().getClientSecret()).isEqualTo("secret-id");
                    assertThat(component.getConfiguration().getQueueSize()).isEqualTo(7);
                    assertThat(component.getConfiguration().getDeviceId()).isEqualTo("x-d1");
                });
    }

    @Test
    void a_secret_is_taken_as_it_is_whatever_characters_it_has() {
        Applications.plain()
                .withPropertyValues(PREFIX + "client-id=#a%{{b", PREFIX + "client-secret=RAW({{x}}y")
                .run(application -> {
                    DoshiiComponent component = component(application);
                    assertThat(component.getConfiguration().getClientId()).isEqualTo("#a%{{b");
                    assertThat(component.getConfiguration().getClientSecret()).isEqualTo("RAW({{x}}y");
                });
    }

    @Test
    void what_spring_takes_for_a_placeholder_can_be_escaped() {
        Applications.plain()
                .withPropertyValues(PREFIX + "client-secret=a\\${b}")
                .run(application -> assertThat(
                                component(application).getConfiguration().getClientSecret())
                        .isEqualTo("a${b}"));
    }

    @Test
    void a_component_of_the_application_is_configured_too_and_one_of_another_name_is_not() {
        DoshiiComponent own = new DoshiiComponent();
        own.getConfiguration().setDeviceId("own");
        DoshiiComponent second = new DoshiiComponent();
        second.getConfiguration().setClientId("second account");
        Applications.plain()
                .withBean("doshii", DoshiiComponent.class, () -> own)
                .withBean("doshii2", DoshiiComponent.class, () -> second)
                .withPropertyValues(PREFIX + "client-id=first account")
                .run(application -> {
                    assertThat(component(application)).isSameAs(own);
                    assertThat(own.getConfiguration().getDeviceId()).isEqualTo("own");
                    assertThat(own.getConfiguration().getClientId()).isEqualTo("first account");
                    assertThat(application.getBean(CamelContext.class).getComponent("doshii2"))
                            .isSameAs(second);
                    assertThat(second.getConfiguration().getClientId()).isEqualTo("second account");
                });
    }

    @Test
    void it_can_be_switched_off() {
        Applications.plain()
                .withPropertyValues(PREFIX + "enabled=false", PREFIX + "client-id=a")
                .run(application -> assertThat(
                                component(application).getConfiguration().getClientId())
                        .isNull());
        Applications.plain()
                .withPropertyValues(PREFIX + "customizer.enabled=false", PREFIX + "client-id=a")
                .run(application -> assertThat(
                                component(application).getConfiguration().getClientId())
                        .isNull());
    }
}
