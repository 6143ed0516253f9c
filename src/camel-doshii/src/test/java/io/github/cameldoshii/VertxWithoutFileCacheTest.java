package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxOptions;
import org.apache.camel.component.vertx.websocket.VertxWebsocketComponent;
import org.junit.jupiter.api.Test;

/** Vert.x needs no folder to write to, because in a container there may be none. */
class VertxWithoutFileCacheTest extends RouteTestSupport {

    private VertxWebsocketComponent websocket() {
        return context.getComponent("vertx-websocket", VertxWebsocketComponent.class);
    }

    @Test
    void the_instance_that_is_made_for_the_socket_caches_no_files() throws Exception {
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        startAndAwaitSockets(1);

        assertThat(websocket().getVertxOptions().getFileSystemOptions().isFileCachingEnabled())
                .isFalse();
        assertThat(websocket().getVertxOptions().getFileSystemOptions().isClassPathResolvingEnabled())
                .isFalse();
    }

    @Test
    void options_of_the_user_stay_as_they_are() throws Exception {
        VertxOptions own = new VertxOptions().setEventLoopPoolSize(1);
        VertxWebsocketComponent component = new VertxWebsocketComponent();
        component.setVertxOptions(own);
        context.addComponent("vertx-websocket", component);
        routes(r -> r.from("doshii:simulator").routeId("events").to("mock:result"));
        startAndAwaitSockets(1);

        assertThat(websocket().getVertxOptions()).isSameAs(own);
        assertThat(own.getFileSystemOptions().isClassPathResolvingEnabled()).isTrue();
    }
}
