package io.github.cameldoshii.benchmark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class ManagementBeansTest {

    private final CamelContext context = new DefaultCamelContext();

    @Test
    void a_context_with_management_is_measured_only_as_such() throws Exception {
        try {
            start(true);
            assertThatCode(() -> ManagementBeans.requireThoseOf(Subject.DOSHII_MANAGED))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> ManagementBeans.requireThoseOf(Subject.DOSHII))
                    .hasMessage("refused: DOSHII must be measured without management beans");
        } finally {
            context.stop();
        }
    }

    @Test
    void a_context_without_management_is_measured_only_as_such() throws Exception {
        try {
            start(false);
            assertThatCode(() -> ManagementBeans.requireThoseOf(Subject.DOSHII)).doesNotThrowAnyException();
            assertThatThrownBy(() -> ManagementBeans.requireThoseOf(Subject.SHIPPED))
                    .hasMessage("refused: SHIPPED must be measured with management beans");
        } finally {
            context.stop();
        }
    }

    private void start(boolean managed) throws Exception {
        if (!managed) {
            context.disableJMX();
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:measured").log("nothing");
            }
        });
        context.start();
    }
}
