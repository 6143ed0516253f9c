package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.dispatch.OrderedDispatcher;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.StartupListener;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.LoggingExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumes the events of a shared connection. Starts whether or not the service is reachable, and connects when the whole
 * CamelContext has started. Each start or resume is a {@link ConsumerSession}; its {@link RouteDispatch} lives from start to stop.
 */
@ManagedResource(description = "Managed Doshii consumer")
public class DoshiiConsumer extends MonitoredConsumer implements ShutdownAware, Suspendable, StartupListener {

    private static final Logger LOG = LoggerFactory.getLogger(DoshiiConsumer.class);

    /** What is settled already is so within this; it takes a turn of the event loop. */
    private static final long AT_ONCE_MILLIS = 100;

    // Written by the thread that starts or stops the consumer, read by others.
    private volatile RouteDispatch dispatch;
    private volatile ResolvedConfiguration configuration;
    private volatile ConsumerSession session;
    private volatile boolean strategyStops;
    private volatile boolean stoppedByForce;
    private volatile boolean unfinishedAtEnd;

    /** Whether another consumer has started this one. */
    private volatile boolean elected;

    /** Events skipped because of their location. */
    private final AtomicLong skipped = new AtomicLong();

    private final SessionEnd sessionEnd = new SessionEnd();

    public DoshiiConsumer(DoshiiEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    /** All that the context has now, those too that another consumer has started, such as that of {@code master:}. */
    public static List<DoshiiConsumer> of(CamelContext context) {
        return ElectedConsumers.andAllOthers(context);
    }

    @Override
    public DoshiiEndpoint getEndpoint() {
        return (DoshiiEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        strategyStops = false;
        stoppedByForce = false;
        if (isAtWork()) {
            // A stop was aborted half-way (abortAfterTimeout): the session has ended, the dispatcher still works.
            storePosition();
            session = newSession();
            open();
            return;
        }
        takeRoute();
        configuration = ResolvedConfiguration.of(getEndpoint().getConfiguration());
        int parallelism = configuration.concurrentConsumers();
        RouteThreads threads = new RouteThreads(getEndpoint().getComponent().routePool(), parallelism);
        ExchangeProcessor processor = new ExchangeProcessor(this, configuration.environment(), fetcher(), threads);
        dispatch = new RouteDispatch(
                name(),
                threads,
                new OrderedDispatcher<>(
                        parallelism, configuration.queueSize(), threads, processor, this::capacityAvailable));
        try {
            session = newSession();
        } catch (Exception e) {
            dispatch.end();
            throw e;
        }
        setHealthCheck(healthCheck());
        if (elected) {
            electedConsumers().add(this);
        }
        StartupWarnings.log(name(), isNamed(), configuration);
        CamelContext camelContext = getEndpoint().getCamelContext();
        StartupWarnings.logOnce(
                ConnectionRegistry.of(camelContext),
                new IgnoredProxies(camelContext, getEndpoint().getComponent().getProxyOptions() != null),
                configuration);
        DoshiiMetrics.of(camelContext).add(this, name());
        // No event may arrive before every route that it could be sent on to has started.
        camelContext.addStartupListener(this);
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        if (alreadyStarted) {
            open();
        }
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        open();
    }

    private void open() {
        // Called more than once: Camel registers a consumer as a start-up listener of its own accord too.
        ConsumerSession current = session;
        if (current != null && isRunAllowed() && !isSuspendingOrSuspended() && current.open()) {
            LOG.info(
                    "Route {} receives {} from Doshii {}",
                    name(),
                    events(),
                    configuration.environment().uriName());
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        beginSessionEnd();
        // The shutdown strategy waits for what is pending by itself, and may give up meanwhile: then nothing here may
        // block.
        if (!strategyStops || sessionEnd.isCertainWithin(AT_ONCE_MILLIS)) {
            endSession();
        }
        super.doSuspend();
    }

    /** True also after a forced suspension, which stops the consumer: otherwise Camel would pass it by when it resumes. */
    @Override
    public boolean isSuspended() {
        return super.isSuspended() || stoppedByForce;
    }

    /**
     * @throws IllegalStateException after a forced suspension: Camel refuses every exchange of a route that it has shut down
     *     by force, until the route is started again
     */
    @Override
    public void resume() {
        if (stoppedByForce) {
            throw new IllegalStateException(
                    "Route " + name() + " cannot be resumed, because its suspension took too long"
                            + " and was ended by force: stop the route and start it");
        }
        super.resume();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        strategyStops = false;
        if (unfinishedAtEnd) {
            // The route has gone on with what it had: the next session is to know what came of it.
            storePosition();
        }
        session = newSession();
        session.open();
    }

    private Optional<EntityFetcher> fetcher() {
        return configuration.fetchesEntities()
                ? Optional.of(getEndpoint()
                        .getComponent()
                        .apiClients()
                        .fetcher(getEndpoint().getCamelContext(), configuration.api()))
                : Optional.empty();
    }

    private ConsumerSession newSession() throws Exception {
        inSession(ConsumerSession::abandon);
        EventSubscriber subscriber = new EventSubscriber(
                name(), configuration.filter(), subscriberOptions(), dispatch.dispatcher(), skipped, history);
        return new ConsumerSession(
                name(),
                getEndpoint(),
                configuration,
                subscriber,
                elected ? Optional.of(this::rejoin) : Optional.empty());
    }

    /**
     * Not deferred: Camel then suspends the consumer first, which closes the socket, waits for what is pending, and stops
     * it last. A stop that is given up meanwhile starts a suspended consumer again, but would not touch a deferred one.
     */
    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        strategyStops = true;
        return false;
    }

    @Override
    public int getPendingExchangesSize() {
        return isAtWork() ? dispatch.pending() + (sessionEnd.isCertain() ? 0 : 1) : 0;
    }

    /** What was pending is finished, or is not waited for any more. */
    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        if (isStarted()) {
            // By the task of an earlier stop, which Camel had given up: the route has been started again since.
            return;
        }
        if (forced) {
            inSession(ConsumerSession::leave);
        } else {
            endSession();
        }
    }

    @Override
    protected void doStop() throws Exception {
        beginSessionEnd();
        if (!strategyStops) {
            sessionEnd.isCertainWithin(SessionEnd.LIMIT_MILLIS);
        }
        inSession(current -> SessionEnd.leave(current, name()));
        ShutdownStrategy strategy = getEndpoint().getCamelContext().getShutdownStrategy();
        // The strategy has waited already.
        stoppedByForce = strategyStops && strategy.isTimeoutOccurred();
        if (isAtWork() && !stoppedByForce) {
            dispatch.awaitDrained(strategy.getTimeUnit().toMillis(strategy.getTimeout()));
        }
        storePosition();
        if (isAtWork()) {
            dispatch.end();
        }
        inSession(ConsumerSession::abandon);
        electedConsumers().remove(this);
        setHealthCheck(null);
        DoshiiMetrics.of(getEndpoint().getCamelContext()).remove(this);
        super.doStop();
    }

    /** The position is kept under the route's name, also where Camel has not told it, because another consumer has it. */
    private void takeRoute() {
        if (getRoute() == null) {
            electedConsumers().routeOf(this).ifPresent(route -> {
                setRoute(route);
                setRouteId(route.getRouteId());
                elected = true;
            });
        }
    }

    private void rejoin() {
        electedConsumers().rejoin(this);
    }

    private ElectedConsumers electedConsumers() {
        return ElectedConsumers.of(getEndpoint().getCamelContext());
    }

    private DoshiiHealthCheck healthCheck() {
        DoshiiHealthCheck health = new DoshiiHealthCheck(this, name());
        health.setEnabled(getEndpoint().getComponent().isHealthCheckConsumerEnabled());
        return health;
    }

    /** Events from now on are left to the next session, as far as it can recover them. */
    void holdBack() {
        inSession(ConsumerSession::holdBack);
    }

    private void beginSessionEnd() {
        inSession(current ->
                sessionEnd.begin(current, getEndpoint().getComponent().positionThreads()));
    }

    /** Ends the session as soon as it is settled, and stores what is to be known of it. */
    private void endSession() {
        if (session == null) {
            return;
        }
        sessionEnd.isCertainWithin(SessionEnd.LIMIT_MILLIS);
        SessionEnd.leave(session, name());
        unfinishedAtEnd = dispatch.pending() > 0;
        storePosition();
    }

    /** Whether it has been started and its threads have not ended. */
    private boolean isAtWork() {
        RouteDispatch current = dispatch;
        return current != null && !current.isEnded();
    }

    private void storePosition() {
        inSession(current -> SessionEnd.store(current, name()));
    }

    private void capacityAvailable() {
        inSession(current -> current.connection().capacityAvailable());
    }

    private EventSubscriber.Options subscriberOptions() {
        DoshiiConfiguration options = getEndpoint().getConfiguration();
        return new EventSubscriber.Options(
                options.isIncludeHeartbeats(),
                options.isConnectionEvents(),
                // Camel's own default handler would log each of them with a stack trace.
                getEndpoint().getExceptionHandler() != null
                        || !(getExceptionHandler() instanceof LoggingExceptionHandler));
    }

    /** Does nothing before the first start. */
    private void inSession(Consumer<ConsumerSession> action) {
        ConsumerSession current = session;
        if (current != null) {
            action.accept(current);
        }
    }

    private String name() {
        return getRouteId() == null ? getEndpoint().getEndpointBaseUri() : getRouteId();
    }

    /** Whether the user has given the route its id, and not Camel. */
    private boolean isNamed() {
        return getRoute() != null
                && Boolean.parseBoolean(
                        String.valueOf(getRoute().getProperties().get(Route.CUSTOM_ID_PROPERTY)));
    }

    private String events() {
        return getEndpoint().getConfiguration().getEvents();
    }

    @Override
    ConsumerStatus status() {
        ConsumerSession currentSession = session;
        RouteDispatch currentDispatch = dispatch;
        return currentSession == null || currentDispatch == null
                ? ConsumerStatus.NOT_STARTED
                : ConsumerStatus.of(
                        currentSession.connection(),
                        currentDispatch.dispatcher(),
                        skipped.get(),
                        currentSession.recovery());
    }

    @Override
    public int getAbandonedEvents() {
        RouteDispatch current = dispatch;
        return current == null ? 0 : current.abandoned();
    }

    /** Up to when the route has finished everything; empty while that is not known. */
    Optional<WallTime> positionTime() {
        ConsumerSession current = session;
        return current == null ? Optional.empty() : current.positionTime();
    }

    @Override
    String connectionName() {
        ConsumerSession current = session;
        return current == null ? "" : current.connection().name();
    }

    @Override
    public void reconnect() {
        inSession(current -> current.connection().reconnect("reconnect was asked for"));
    }
}
