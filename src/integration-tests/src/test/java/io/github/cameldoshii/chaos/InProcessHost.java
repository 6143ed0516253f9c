package io.github.cameldoshii.chaos;

import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.DoshiiConsumer;
import io.github.cameldoshii.DoshiiConsumers;
import io.github.cameldoshii.internal.position.PositionKey;
import io.github.cameldoshii.position.AtomicFileStateRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.camel.ServiceStatus;

/** Runs the routes in a CamelContext in this process. Positions are in a store that outlives the context. */
final class InProcessHost implements Host {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Conditions conditions;
    private final String socketUrl;
    private final String apiUrl;
    private final Store store;
    private final Sabotage sabotage;
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    /** How late the lines are that came from a machine that had been taken over. */
    private final Map<Line, Long> late = Collections.synchronizedMap(new IdentityHashMap<>());

    private final Behaviour behaviour = new Behaviour();
    private final Stays stays = new Stays();
    private final SettableClock clock;

    /** The machine that leads, or the only one; null while none runs. */
    private volatile Machine machine;

    /** The ends of those that were taken over. Of the thread that controls. */
    private final List<CompletableFuture<Void>> former = new ArrayList<>();

    /** @param store outlives this host */
    InProcessHost(Conditions conditions, String socketUrl, String apiUrl, Store store, Sabotage sabotage) {
        this.conditions = conditions;
        this.socketUrl = socketUrl;
        this.apiUrl = apiUrl;
        this.store = store;
        this.sabotage = sabotage;
        this.clock = new SettableClock(conditions.field().clockAheadMillis());
    }

    @Override
    public void begin() throws Exception {
        startContext(Optional.empty());
        await().atMost(PATIENCE)
                .until(() -> isAtRest()
                        && conditions.routes().stream()
                                .allMatch(
                                        route -> state(PositionKey.of("simulator", "simulator", route.id())) != null));
    }

    private void startContext(Optional<Long> takenOverAt) throws Exception {
        Machine next = new Machine(conditions, socketUrl, apiUrl, store, clock, behaviour, sabotage, this::finished);
        beginStays(route -> true, takenOverAt);
        machine = next;
        next.start();
    }

    private void finished(Line line, long lateMillis) {
        if (lateMillis != History.Delivery.IN_TIME) {
            late.put(line, lateMillis);
        }
        lines.add(line);
    }

    /** Another machine is elected while this one works, which is not told. */
    private void takeOver() throws Exception {
        Machine before = machine;
        if (before == null) {
            startContext(Optional.empty());
            return;
        }
        before.loseElection();
        startContext(Optional.of(System.currentTimeMillis()));
        machine.awaitElected();
        former.add(before.takenOver());
    }

    private void beginStays(Function<String, Boolean> which, Optional<Long> killedAt) {
        conditions.routes().stream()
                .map(RouteSpec::id)
                .filter(which::apply)
                .forEach(route -> stays.begin(route, position(route), killedAt));
    }

    private void stopContext() {
        Machine running = machine;
        machine = null;
        running.stop();
    }

    @Override
    public void control(Step.Control step) throws Exception {
        if (step instanceof Step.Pace pace) {
            behaviour.pace(pace.millis());
        } else if (step instanceof Step.Failures failures) {
            behaviour.failures(failures.oneIn());
        } else if (step instanceof Step.StartContext) {
            if (machine == null) {
                startContext(Optional.empty());
            }
        } else if (step instanceof Step.TakeOver) {
            takeOver();
        } else if (machine != null) {
            withContext(step);
        }
    }

    private void withContext(Step.Control step) throws Exception {
        if (step instanceof Step.StopContext) {
            stopContext();
        } else if (step instanceof Step.StopRoute stop) {
            String id = id(stop.route());
            if (status(id) == ServiceStatus.Started || status(id) == ServiceStatus.Suspended) {
                machine.context().getRouteController().stopRoute(id);
            }
        } else if (step instanceof Step.StartRoute start) {
            startRoute(id(start.route()));
        } else if (step instanceof Step.SuspendRoute suspend) {
            if (status(id(suspend.route())) == ServiceStatus.Started) {
                machine.context().getRouteController().suspendRoute(id(suspend.route()));
            }
        } else if (step instanceof Step.ResumeRoute resume) {
            resumeRoute(id(resume.route()));
        }
    }

    private void startRoute(String id) throws Exception {
        if (status(id) == ServiceStatus.Stopped) {
            beginStays(id::equals, Optional.empty());
            machine.context().getRouteController().startRoute(id);
        }
    }

    private void resumeRoute(String id) throws Exception {
        if (status(id) == ServiceStatus.Suspended) {
            beginStays(id::equals, Optional.empty());
            machine.context().getRouteController().resumeRoute(id);
        }
    }

    private String id(int route) {
        return conditions.routes().get(route).id();
    }

    private ServiceStatus status(String id) {
        return machine.context().getRouteController().getRouteStatus(id);
    }

    @Override
    public void recoverAll() throws Exception {
        behaviour.pace(0);
        behaviour.failures(0);
        if (machine == null) {
            startContext(Optional.empty());
        }
        former.forEach(CompletableFuture::join);
        for (RouteSpec route : conditions.routes()) {
            resumeRoute(route.id());
            startRoute(route.id());
        }
    }

    @Override
    public void setClock(long aheadMillis) {
        clock.set(aheadMillis);
    }

    @Override
    public SettableClock clock() {
        return clock;
    }

    @Override
    public Optional<StoredPosition> position(String route) {
        return StoredPosition.of(route, this::state, clock, conditions.clockAheadMillis());
    }

    /** Whoever reads a state in a database takes it over; a file that is in use can only be read by its user. */
    private String state(String key) {
        Machine running = machine;
        return running != null && running.positions() instanceof AtomicFileStateRepository file
                ? file.getState(key)
                : store.state(key);
    }

    @Override
    public List<Line> lines() {
        return lines;
    }

    @Override
    public long lateMillis(Line line) {
        return late.getOrDefault(line, History.Delivery.IN_TIME);
    }

    @Override
    public List<History.Stay> stays(String route) {
        return stays.of(route);
    }

    @Override
    public boolean isAtRest() {
        Machine running = machine;
        List<DoshiiConsumer> consumers = running == null ? List.of() : running.consumers();
        return consumers.size() == conditions.routes().size()
                && consumers.stream().allMatch(DoshiiConsumers::isAtRest);
    }

    @Override
    public void close() {
        former.forEach(CompletableFuture::join);
        if (machine != null) {
            stopContext();
        }
    }
}
