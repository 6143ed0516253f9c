package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.simulator.ConnectionRecord;
import io.vertx.core.net.ProxyOptions;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;

class SharedConnectionTest extends RouteTestSupport {

    @Test
    void two_routes_share_a_socket_and_each_gets_what_it_asked_for() throws Exception {
        Queue<String> orders = new ConcurrentLinkedQueue<>();
        Queue<String> menus = new ConcurrentLinkedQueue<>();
        routes(r -> {
            r.from("doshii:simulator?events=order_*")
                    .process(e -> orders.add(e.getMessage().getBody(String.class)));
            r.from("doshii:simulator?events=menu_updated,table_*&locationIds=L1,L2&queueSize=7")
                    .process(e -> menus.add(e.getMessage().getBody(String.class)));
        });
        startAndAwaitSockets(1);

        simulator.emit("order_created", "{\"id\":\"1\",\"locationId\":\"L9\"}");
        simulator.emit("menu_updated", "{\"locationId\":\"L9\"}");
        simulator.emit("menu_updated", "{\"locationId\":\"L1\"}");
        simulator.emit("table_created", "{\"locationId\":\"L2\"}");
        simulator.emit("booking_created", "{\"locationId\":\"L1\"}");
        simulator.emit("order_updated", "{\"id\":\"1\",\"locationId\":\"L1\"}");

        await().atMost(SOON).until(() -> orders.size() >= 2 && menus.size() >= 2);
        assertThat(orders)
                .containsExactly("{\"id\":\"1\",\"locationId\":\"L9\"}", "{\"id\":\"1\",\"locationId\":\"L1\"}");
        assertThat(menus).containsExactly("{\"locationId\":\"L1\"}", "{\"locationId\":\"L2\"}");
        assertThat(simulator.connections()).hasSize(1);
    }

    @Test
    void stopping_one_leaves_the_others_connected_and_the_last_one_closes_the_socket() throws Exception {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        routes(r -> {
            r.from("doshii:simulator").routeId("first").process(e -> first.incrementAndGet());
            r.from("doshii:simulator").routeId("second").process(e -> second.incrementAndGet());
        });
        startAndAwaitSockets(1);

        context.getRouteController().stopRoute("first");
        emitOrder("1");
        await().atMost(SOON).until(() -> second.get() == 1);
        assertThat(first.get()).isZero();
        assertThat(simulator.openConnections()).isEqualTo(1);

        context.getRouteController().startRoute("first");
        await().atMost(SOON).until(() -> {
            emitOrder("2");
            return first.get() > 0;
        });
        assertThat(simulator.connections()).hasSize(1);

        context.getRouteController().stopRoute("first");
        context.getRouteController().stopRoute("second");
        awaitSockets(0);
        ConnectionRecord only = simulator.connections().get(0);
        assertThat(only.closeCode()).isEqualTo(1000);
    }

    @Test
    void one_that_was_stopped_recovers_what_it_missed_although_the_socket_was_open_all_the_time() throws Exception {
        Queue<String> first = new ConcurrentLinkedQueue<>();
        routes(r -> {
            r.from("doshii:simulator?events=order_*")
                    .routeId("first")
                    .process(e -> first.add(e.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class)));
            r.from("doshii:simulator").routeId("second").to("mock:second");
        });
        startAndAwaitSockets(1);
        String told = simulator.orders().create().id();
        await().atMost(SOON).until(() -> first.contains(told));

        context.getRouteController().stopRoute("first");
        String missed = simulator.orders().create().id();
        context.getRouteController().startRoute("first");

        await().atMost(SOON).until(() -> first.contains(missed));
        assertThat(simulator.connections()).hasSize(1);
    }

    @Test
    void a_route_that_is_added_later_joins_the_open_socket() throws Exception {
        AtomicInteger later = new AtomicInteger();
        routes(r -> {
            r.from("doshii:simulator?events=order_*").routeId("first").to("mock:first");
            r.from("doshii:simulator?events=menu_*").routeId("second").to("mock:second");
        });
        startAndAwaitSockets(1);

        routes(r -> r.from("doshii:simulator?events=table_*").process(e -> later.incrementAndGet()));
        await().atMost(SOON).until(() -> {
            simulator.emit("table_created", "{}");
            return later.get() > 0;
        });
        mock("first").expectedMessageCount(1);
        emitOrder("1");

        mock("first").assertIsSatisfied();
        assertThat(simulator.connections()).hasSize(1);
    }

    @Test
    void the_slowest_route_sets_the_pace_and_none_loses_an_event() throws Exception {
        Queue<String> slow = new ConcurrentLinkedQueue<>();
        Queue<String> quick = new ConcurrentLinkedQueue<>();
        CountDownLatch go = new CountDownLatch(1);
        routes(r -> {
            r.from("doshii:simulator?queueSize=10").routeId("slow").process(e -> {
                go.await();
                slow.add(e.getMessage().getBody(String.class));
            });
            r.from("doshii:simulator?queueSize=500")
                    .routeId("quick")
                    .process(e -> quick.add(e.getMessage().getBody(String.class)));
        });
        startAndAwaitSockets(1);
        awaitLive("slow");

        IntStream.range(0, 1_000).forEach(i -> emitOrder(Integer.toString(i)));

        await().atMost(SOON).until(() -> quick.size() >= 10);
        await().atMost(SOON).until(() -> consumer("slow").isHeldBack());
        assertThat(quick).hasSizeLessThanOrEqualTo(10);
        assertThat(consumer("slow").getConnectionStatus()).contains("reading held back: the queue is full");
        assertThat(consumer("quick").getConnectionStatus())
                .contains("reading held back: the queue of another route that shares this socket is full");
        go.countDown();
        await().atMost(SOON).until(() -> slow.size() >= 1_000 && quick.size() >= 1_000);
        List<String> sent = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"id\":\"" + i + "\"}")
                .toList();
        assertThat(List.copyOf(slow)).isEqualTo(sent);
        assertThat(List.copyOf(quick)).isEqualTo(sent);
        assertThat(simulator.connections()).hasSize(1);
    }

    @Test
    void options_of_the_connection_that_differ_are_an_error_that_names_both_routes() throws Exception {
        routes(r -> {
            r.from("doshii:simulator").routeId("patient").to("mock:a");
            r.from("doshii:simulator?heartbeatInterval=5s&reconnectDelay=2s")
                    .routeId("hasty")
                    .to("mock:b");
        });

        assertThat(RootCause.ofStarting(context))
                .hasMessageContaining("patient")
                .hasMessageContaining("hasty")
                .hasMessageContaining("heartbeatInterval")
                .hasMessageContaining("reconnectDelay")
                .hasMessageNotContaining("pongTimeout");
    }

    @Test
    void so_are_tls_settings_that_differ() throws Exception {
        context.getRegistry().bind("strict", new SSLContextParameters());
        routes(r -> {
            r.from("doshii:simulator").routeId("lax").to("mock:a");
            r.from("doshii:simulator?sslContextParameters=#strict")
                    .routeId("strict")
                    .to("mock:b");
        });

        assertThat(RootCause.ofStarting(context))
                .hasMessageContaining("lax")
                .hasMessageContaining("strict")
                .hasMessageContaining("sslContextParameters");
    }

    @Test
    void so_is_catch_up_that_one_has_and_the_other_has_not() throws Exception {
        routes(r -> {
            r.from("doshii:simulator").routeId("kitchen").to("mock:a");
            r.from("doshii:simulator?catchUp=false").routeId("loyalty").to("mock:b");
        });

        assertThat(RootCause.ofStarting(context))
                .hasMessageContaining("kitchen")
                .hasMessageContaining("loyalty")
                .message()
                .endsWith(": catchUp");
    }

    @Test
    void so_are_an_address_and_a_secret_of_catch_up_that_differ_and_no_secret_is_told() throws Exception {
        routes(r -> {
            r.from("doshii:simulator").routeId("kitchen").to("mock:a");
            r.from("doshii:simulator?apiUrl=http://localhost:1/partner/v3&clientSecret=another-one")
                    .routeId("loyalty")
                    .to("mock:b");
        });

        assertThat(RootCause.ofStarting(context))
                .hasMessageContaining("kitchen")
                .hasMessageContaining("loyalty")
                .hasMessageContaining("apiUrl")
                .hasMessageContaining("clientSecret")
                .hasMessageNotContaining("another-one");
    }

    @Test
    void a_route_that_is_replaced_by_one_with_a_corrected_secret_asks_with_that() throws Exception {
        Queue<String> orders = new ConcurrentLinkedQueue<>();
        routes(r -> r.from("doshii:simulator?clientSecret=mistyped")
                .routeId("events")
                .to("mock:a"));
        startAndAwaitSockets(1);
        awaitLive("events");
        context.getRouteController().stopRoute("events");
        context.removeRoute("events");
        String missed = simulator.orders().create().id();

        routes(r -> r.from("doshii:simulator?events=order_*")
                .routeId("events")
                .process(e -> orders.add(e.getMessage().getHeader(DoshiiConstants.ENTITY_ID, String.class))));

        await().atMost(SOON).until(() -> orders.contains(missed));
    }

    @Test
    void another_device_or_address_means_another_socket() throws Exception {
        String other = simulator.socketUrl().replace("/app/socket", "/app/socket/v3");
        routes(r -> {
            r.from("doshii:simulator").to("mock:a");
            r.from("doshii:simulator?deviceId=till 1").to("mock:b");
            r.from("doshii:simulator?deviceId=till2").to("mock:c");
            r.from("doshii:simulator?socketUrl=" + other).to("mock:d");
        });

        startAndAwaitSockets(4);

        assertThat(simulator.connections())
                .extracting(ConnectionRecord::deviceId)
                .containsExactlyInAnyOrder("", "till 1", "till2", "");
    }

    @Test
    void another_client_id_means_another_socket() throws Exception {
        routes(r -> {
            r.from("doshii:simulator").to("mock:a");
            r.from("doshii:simulator?clientId=somebody-else").to("mock:b");
        });
        context.start();

        await().atMost(SOON).until(() -> simulator.connections().size() == 2);

        assertThat(simulator.connections()).extracting(ConnectionRecord::authOk).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void routes_of_two_component_instances_with_the_same_account_share_too() throws Exception {
        DoshiiComponent second = new DoshiiComponent(context);
        second.getConfiguration().setSocketUrl(simulator.socketUrl());
        second.getConfiguration().setApiUrl(simulator.apiUrl());
        second.getConfiguration().setReconnectDelay(100);
        context.addComponent("doshii-second", second);
        AtomicInteger count = new AtomicInteger();
        routes(r -> {
            r.from("doshii:simulator").routeId("a").process(e -> count.incrementAndGet());
            r.from("doshii-second:simulator").routeId("b").process(e -> count.incrementAndGet());
        });
        startAndAwaitSockets(1);
        awaitLive("a");
        awaitLive("b");

        emitOrder("1");

        await().atMost(SOON).until(() -> count.get() == 2);
        assertThat(simulator.connections()).hasSize(1);
    }

    @Test
    void but_not_if_their_proxies_differ() throws Exception {
        DoshiiComponent second = new DoshiiComponent(context);
        second.getConfiguration().setSocketUrl(simulator.socketUrl());
        second.getConfiguration().setReconnectDelay(100);
        second.setProxyOptions(new ProxyOptions().setHost("localhost").setPort(1));
        context.addComponent("doshii-second", second);
        routes(r -> {
            r.from("doshii:simulator").routeId("direct").to("mock:a");
            r.from("doshii-second:simulator").routeId("proxied").to("mock:b");
        });

        assertThat(RootCause.ofStarting(context))
                .hasMessageContaining("direct")
                .hasMessageContaining("proxied")
                .hasMessageContaining("proxyOptions");
    }
}
