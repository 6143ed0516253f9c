package io.github.cameldoshii.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartEventNotifiersTest {

    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void after_the_start_camel_does_not_ask_who_only_waited_for_that() throws Exception {
        start();

        assertThat(main.getCamelContext().getManagementStrategy().getEventNotifiers())
                .noneMatch(notifier -> notifier.getClass().getName().contains("PlaceholderSummary"));
    }

    @Test
    void who_wants_to_hear_of_them_does() throws Exception {
        List<CamelEvent> heard = new CopyOnWriteArrayList<>();
        main.bind("listener", new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                heard.add(event);
            }
        });
        start();

        main.getCamelTemplate().sendBody("direct:in", "text");

        assertThat(heard).hasAtLeastOneElementOfType(CamelEvent.ExchangeCompletedEvent.class);
    }

    private void start() throws Exception {
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("log:seen");
            }
        });
        main.start();
        assertThat(main.getCamelContext().getManagementStrategy().getEventNotifiers())
                .anyMatch(notifier -> notifier.getClass().getName().contains("PlaceholderSummary"));
        new StartEventNotifiers().afterStart(main);
    }
}
