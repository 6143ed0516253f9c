package io.github.cameldoshii.chaos;

import java.util.List;
import java.util.Optional;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/**
 * The election as one machine sees it: it leads until another one has been elected, and is told so only when a route stands for
 * election again, as a machine that was cut off. Any thread.
 */
final class Ballot extends AbstractCamelClusterService<Ballot.View> {

    private volatile boolean leads = true;

    /** Another machine was elected. */
    void lose() {
        leads = false;
    }

    @Override
    protected View createView(String namespace) {
        return new View(this, namespace);
    }

    /** What the machine sees. */
    static final class View extends AbstractCamelClusterView {

        private final CamelClusterMember self;

        View(Ballot ballot, String namespace) {
            super(ballot, namespace);
            self = new Self(ballot);
        }

        @Override
        public Optional<CamelClusterMember> getLeader() {
            return self.isLeader() ? Optional.of(self) : Optional.empty();
        }

        @Override
        public CamelClusterMember getLocalMember() {
            return self;
        }

        @Override
        public List<CamelClusterMember> getMembers() {
            return List.of(self);
        }

        @Override
        protected void doStart() {
            // Elected when somebody listens.
        }

        @Override
        protected void doStop() {
            // Nobody is told.
        }
    }

    private record Self(Ballot ballot) implements CamelClusterMember {
        @Override
        public boolean isLeader() {
            return ballot.leads;
        }

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public String getId() {
            return "self";
        }
    }
}
