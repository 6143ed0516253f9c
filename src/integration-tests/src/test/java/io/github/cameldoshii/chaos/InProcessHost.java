package io.github.cameldoshii.chaos;

import static org.awaitility.Awaitility.await;

import io.github.cameldoshii.DoshiiConsumer;
import io.github.cameldoshii.DoshiiConsumers;
import io.github.cameldoshii.internal.position.PositionKey;
import io.github.cameldoshii.position.AtomicFileStateRepository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.spi.StateRepository;

/** Runs the routes in a CamelContext in this process. Positions are in a store that outlives the context. */
final class InProcessHost implements Host {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Conditions conditions;
    private final String socketUrl;
    private final String apiUrl;
    private final Store store;
    private final Sabotage sabotage;
    private final Recorder recorder;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Behaviour behaviour = new Behaviour();
    private final Stays stays = new Stays();
    private final SettableClock clock;

    private volatile StateRepository<String, String> positions;
    private volatile CamelContext context;

    /** @param store outlives this host */
    InProcessHost(Conditions conditions, String socketUrl, String apiUrl, Store store, Sabotage sabotage) {
        this.conditions = conditions;
        this.socketUrl = socketUrl;
        this.apiUrl = apiUrl;
        this.store = store;
        this.sabotage = sabotage;
        this.clock = new SettableClock(conditions.field().clockAheadMillis());
        this.recorder = sabotage.around(lines::add);
    }

    @Override
    public void begin() throws Exception {
        startContext();
        await().atMost(PATIENCE)
                .until(() -> isAtRest()
                        && conditions.routes().stream()
                                .allMatch(
                                        route -> state(PositionKey.of("simulator", "simulator", route.id())) != null));
    }

    private void startContext() throws Exception {
        positions = Store.open(store.place());
        positions.start();
        beginStays(route -> true);
        StateRepository<String, String> used = sabotage.around(positions);
        context = RoutesUnderTest.context(conditions, socketUrl, apiUrl, clock, used, behaviour, recorder);
        sabotage.on(context);
        context.start();
    }

    private void beginStays(Function<String, Boolean> which) {
        conditions.routes().stream()
                .map(RouteSpec::id)
                .filter(which::apply)
                .forEach(route -> stays.begin(route, position(route), Optional.empty()));
    }

    private void stopContext() {
        CamelContext running = context;
        context = null;
        running.stop();
        positions.stop();
    }

    @Override
    public void control(Step.Control step) throws Exception {
        if (step instanceof Step.Pace pace) {
            behaviour.pace(pace.millis());
        } else if (step instanceof Step.Failures failures) {
            behaviour.failures(failures.oneIn());
        } else if (step instanceof Step.StartContext) {
            if (context == null) {
                startContext();
            }
        } else if (context != null) {
            withContext(step);
        }
    }

    private void withContext(Step.Control step) throws Exception {
        if (step instanceof Step.StopContext) {
            stopContext();
        } else if (step instanceof Step.StopRoute stop) {
            String id = id(stop.route());
            if (status(id) == ServiceStatus.Started || status(id) == ServiceStatus.Suspended) {
                context.getRouteController().stopRoute(id);
            }
        } else if (step instanceof Step.StartRoute start) {
            startRoute(id(start.route()));
        } else if (step instanceof Step.SuspendRoute suspend) {
            if (status(id(suspend.route())) == ServiceStatus.Started) {
                context.getRouteController().suspendRoute(id(suspend.route()));
            }
        } else if (step instanceof Step.ResumeRoute resume) {
            resumeRoute(id(resume.route()));
        }
    }

    private void startRoute(String id) throws Exception {
        if (status(id) == ServiceStatus.Stopped) {
            beginStays(id::equals);
            context.getRouteController().startRoute(id);
        }
    }

    private void resumeRoute(String id) throws Exception {
        if (status(id) == ServiceStatus.Suspended) {
            beginStays(id::equals);
            context.getRouteController().resumeRoute(id);
        }
    }

    private String id(int route) {
        return conditions.routes().get(route).id();
    }

    private ServiceStatus status(String id) {
        return context.getRouteController().getRouteStatus(id);
    }

    @Override
    public void recoverAll() throws Exception {
        behaviour.pace(0);
        behaviour.failures(0);
        if (context == null) {
            startContext();
        }
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
        return positions instanceof AtomicFileStateRepository file ? file.getState(key) : store.state(key);
    }

    @Override
    public List<Line> lines() {
        return lines;
    }

    @Override
    public List<History.Stay> stays(String route) {
        return stays.of(route);
    }

    @Override
    public boolean isAtRest() {
        CamelContext running = context;
        return running != null
                && conditions.routes().stream()
                        .allMatch(route -> DoshiiConsumers.isAtRest(
                                (DoshiiConsumer) running.getRoute(route.id()).getConsumer()));
    }

    @Override
    public void close() {
        if (context != null) {
            stopContext();
        }
    }
}
