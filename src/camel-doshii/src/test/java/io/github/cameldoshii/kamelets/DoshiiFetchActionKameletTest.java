package io.github.cameldoshii.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldoshii.DoshiiApiException;
import io.github.cameldoshii.DoshiiConstants;
import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.state.Entity;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** {@code kamelet:doshii-fetch-action}. */
class DoshiiFetchActionKameletTest extends KameletTestSupport {

    private static final String ROUTES =
            """
            - route:
                from:
                  uri: direct:kitchen
                  steps:
                    - kamelet: { name: doshii-fetch-action/kitchen }
            - route:
                from:
                  uri: direct:bar
                  steps:
                    - to: kamelet:doshii-fetch-action/bar
            """;

    private Map<String, String> twoAccounts() {
        Map<String, String> properties = new HashMap<>();
        properties.putAll(account("kitchen", KITCHEN_ID, KITCHEN_SECRET, simulator()));
        properties.putAll(account("bar", BAR_ID, BAR_SECRET, bar));
        return properties;
    }

    private static Map<String, String> account(String name, String clientId, String secret, DoshiiSimulator service) {
        String prefix = "camel.kamelet.doshii-fetch-action." + name + ".";
        return Map.of(
                prefix + "environment",
                "sandbox",
                prefix + "clientId",
                clientId,
                prefix + "clientSecret",
                secret,
                prefix + "apiUrl",
                service.apiUrl());
    }

    private Exchange send(String to, Entity entity) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(DoshiiConstants.URI, entity.field("uri"));
        exchange.getMessage().setHeader(DoshiiConstants.LOCATION_ID, entity.locationId());
        return context.createProducerTemplate().send("direct:" + to, exchange);
    }

    @Test
    void fetches_from_two_accounts_side_by_side() throws Exception {
        start(twoAccounts(), ROUTES);
        Entity kitchens = simulator().orders().create(Map.of("notes", "no onions"));
        Entity bars = bar.orders().create(Map.of("notes", "no ice"));

        assertThat(send("kitchen", kitchens).getMessage().getBody(String.class)).contains("no onions");
        assertThat(send("bar", bars).getMessage().getBody(String.class)).contains("no ice");
    }

    @Test
    void asks_only_the_service_of_its_own_account() throws Exception {
        start(twoAccounts(), ROUTES);

        Exchange refused = send("bar", simulator().orders().create());

        assertThat(refused.getException()).isInstanceOf(DoshiiApiException.class);
        assertThat(simulator().restCalls()).isEmpty();
    }
}
