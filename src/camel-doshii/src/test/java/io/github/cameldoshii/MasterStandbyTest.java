package io.github.cameldoshii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.cluster.CamelClusterEventListener;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;
import org.junit.jupiter.api.Test;

/** A machine that is not elected. */
class MasterStandbyTest extends RouteTestSupport {

    /** An election that another node has won. */
    private static final class Lost extends AbstractCamelClusterService<Lost.View> {

        private final AtomicInteger candidates = new AtomicInteger();

        @Override
        protected View createView(String namespace) {
            return new View(this, namespace);
        }

        private static final class View extends AbstractCamelClusterView {
            private final Lost election;

            View(Lost election, String namespace) {
                super(election, namespace);
                this.election = election;
            }

            @Override
            public void addEventListener(CamelClusterEventListener listener) {
                super.addEventListener(listener);
                election.candidates.incrementAndGet();
            }

            @Override
            public Optional<CamelClusterMember> getLeader() {
                return Optional.of(new Member("other", true, false));
            }

            @Override
            public CamelClusterMember getLocalMember() {
                return new Member("self", false, true);
            }

            @Override
            public List<CamelClusterMember> getMembers() {
                return List.of(getLocalMember());
            }

            @Override
            protected void doStart() {
                // Over already.
            }

            @Override
            protected void doStop() {
                // Nobody is told.
            }
        }

        private record Member(String id, boolean isLeader, boolean isLocal) implements CamelClusterMember {
            @Override
            public String getId() {
                return id;
            }
        }
    }

    @Test
    void is_ready_without_a_socket() throws Exception {
        Lost election = new Lost();
        context.addService(election);
        component.getConfiguration().setPositionStore("memory");
        routes(r -> r.from("master:doshii:doshii:simulator").routeId("orders").to("mock:orders"));

        context.start();

        await().atMost(SOON).until(() -> election.candidates.get() == 1);
        assertThat(HealthCheckHelper.invokeReadiness(context))
                .noneMatch(result -> result.getState() == HealthCheck.State.DOWN);
        assertThat(simulator.connections()).isEmpty();
    }
}
