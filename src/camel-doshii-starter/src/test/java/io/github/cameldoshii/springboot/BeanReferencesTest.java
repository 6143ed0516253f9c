package io.github.cameldoshii.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.DoshiiComponent;
import io.github.cameldoshii.DoshiiConfiguration;
import io.vertx.core.Vertx;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

/** Options that are objects are beans that a property names. */
class BeanReferencesTest {

    private static final String PREFIX = DoshiiComponentConfiguration.PREFIX + ".";

    private static DoshiiComponent component(AssertableApplicationContext application) {
        return application.getBean(CamelContext.class).getComponent("doshii", DoshiiComponent.class);
    }

    @Test
    void each_is_found_by_its_name() {
        Applications.plain()
                .withBean("positions", StateRepository.class, MemoryStateRepository::new)
                .withBean("tls", SSLContextParameters.class, SSLContextParameters::new)
                .withBean("proxy", ProxyOptions.class, () -> new ProxyOptions().setPort(3128))
                .withBean("loops", Vertx.class, Vertx::vertx)
                .withPropertyValues(
                        PREFIX + "state-repository=#bean:positions",
                        PREFIX + "ssl-context-parameters=#tls",
                        PREFIX + "proxy-options=#bean:proxy",
                        PREFIX + "vertx=#loops")
                .run(application -> {
                    DoshiiComponent component = component(application);
                    assertThat(component.getConfiguration().getStateRepository())
                            .isSameAs(application.getBean("positions"));
                    assertThat(component.getConfiguration().getSslContextParameters())
                            .isSameAs(application.getBean("tls"));
                    assertThat(component.getProxyOptions().getPort()).isEqualTo(3128);
                    assertThat(component.getVertx()).isSameAs(application.getBean("loops"));
                });
    }

    @Test
    void a_whole_configuration_gives_way_to_single_options() {
        DoshiiConfiguration whole = new DoshiiConfiguration();
        whole.setDeviceId("d");
        whole.setQueueSize(5);
        Applications.plain()
                .withBean("whole", DoshiiConfiguration.class, () -> whole)
                .withPropertyValues(PREFIX + "queue-size=6", PREFIX + "configuration=#bean:whole")
                .run(application -> {
                    DoshiiConfiguration used = component(application).getConfiguration();
                    assertThat(used.getDeviceId()).isEqualTo("d");
                    assertThat(used.getQueueSize()).isEqualTo(6);
                });
    }

    @Test
    void a_proxy_may_be_given_by_its_parts() {
        Applications.plain()
                .withPropertyValues(
                        PREFIX + "proxy-options.host=proxy.example",
                        PREFIX + "proxy-options.port=1080",
                        PREFIX + "proxy-options.type=SOCKS5")
                .run(application -> {
                    ProxyOptions proxy = component(application).getProxyOptions();
                    assertThat(proxy.getHost()).isEqualTo("proxy.example");
                    assertThat(proxy.getPort()).isEqualTo(1080);
                    assertThat(proxy.getType()).isEqualTo(ProxyType.SOCKS5);
                });
    }

    @Test
    void a_bean_that_does_not_exist_ends_the_start_and_is_named() {
        Applications.plain().withPropertyValues(PREFIX + "vertx=#bean:nobody").run(application -> assertThat(
                        application)
                .getFailure()
                .hasStackTraceContaining("camel.component.doshii.vertx")
                .hasStackTraceContaining("nobody"));
    }
}
