package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.position.InMemoryStateRepository;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.ProxyOptions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.component.vertx.websocket.VertxWebsocketComponent;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * Receives restaurant events from Doshii. Consumers of one CamelContext with the same address, client id and device share
 * one socket.
 */
@Component("doshii")
public class DoshiiComponent extends HealthCheckComponent implements SSLContextParametersAware {

    private final ApiClients apiClients = new ApiClients(this::wallClock, this::machineSleep);
    private ExecutorService routeThreads;
    private ScheduledExecutorService routeTimer;
    private RoutePool routePool;
    private ExecutorService positionThreads;
    private ScheduledExecutorService ownershipTimer;
    private MachineSleep machineSleep;
    private volatile boolean fetchSteps;
    private volatile InstantSource wallClock = InstantSource.system();
    private final LifecycleStrategy holdBackAtStop = new HoldBackAtStop();
    private final StateRepository<String, String> positionsInMemory = new InMemoryStateRepository();

    @Metadata(description = "The options that endpoints have unless they set their own.")
    private DoshiiConfiguration configuration = new DoshiiConfiguration();

    @Metadata(label = "security", defaultValue = "false")
    private boolean useGlobalSslContextParameters;

    @Metadata(label = "advanced")
    private Vertx vertx;

    @Metadata(label = "proxy,advanced")
    private ProxyOptions proxyOptions;

    public DoshiiComponent() {}

    public DoshiiComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DoshiiConfiguration own = configuration.copy();
        own.setEnvironment(DoshiiEnvironment.of(remaining).uriName());
        DoshiiEndpoint endpoint = new DoshiiEndpoint(uri, this, own);
        setProperties(endpoint, parameters);
        if (own.getSslContextParameters() == null) {
            own.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        return endpoint;
    }

    /** The local wall clock of the sockets' loops and of the REST clients, which must not disagree about it. */
    InstantSource wallClock() {
        return wallClock;
    }

    /** Shared by all clocks, because each reading opens a file. */
    synchronized MachineSleep machineSleep() {
        if (machineSleep == null) {
            machineSleep = MachineSleep.ofThisMachine();
        }
        return machineSleep;
    }

    /** For tests that set the clock; to be called before the first consumer starts. */
    void setWallClock(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    /** Reads durations more strictly than Camel does, and says which options there are where a name is none. */
    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return new DoshiiComponentConfigurer() {
            @Override
            public boolean configure(
                    CamelContext camelContext, Object target, String name, Object value, boolean ignoreCase) {
                Object checked = DurationText.checked(name, value);
                if (!super.configure(camelContext, target, name, checked, ignoreCase)) {
                    throw ComponentOptions.unknown(name);
                }
                return true;
            }
        };
    }

    /** Says which options there are where a name is none. */
    @Override
    protected void validateParameters(String uri, Map<String, Object> parameters, String optionPrefix) {
        if (!parameters.isEmpty()) {
            throw ComponentOptions.unknown(parameters.keySet());
        }
    }

    /** Reads durations more strictly than Camel does. */
    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return new DoshiiEndpointConfigurer() {
            @Override
            public boolean configure(
                    CamelContext camelContext, Object target, String name, Object value, boolean ignoreCase) {
                return super.configure(camelContext, target, name, DurationText.checked(name, value), ignoreCase);
            }
        };
    }

    /** A route of this component has a step that fetches entities. */
    void addFetchStep() {
        fetchSteps = true;
    }

    /** Whether any route of this component has a step that fetches entities. */
    boolean hasFetchSteps() {
        return fetchSteps;
    }

    ApiClients apiClients() {
        return apiClients;
    }

    /** Keeps positions where no other repository is set: for as long as the component lives. */
    StateRepository<String, String> positionsInMemory() {
        return positionsInMemory;
    }

    /** The threads of the routes; none that has had nothing to do for a minute. */
    synchronized RoutePool routePool() {
        if (routePool == null) {
            ThreadPoolProfile profile = new ThreadPoolProfile("DoshiiRoutes");
            profile.setPoolSize(1);
            profile.setMaxPoolSize(Integer.MAX_VALUE);
            profile.setKeepAliveTime(60L);
            profile.setTimeUnit(TimeUnit.SECONDS);
            profile.setAllowCoreThreadTimeOut(true);
            profile.setMaxQueueSize(-1);
            // Camel's default would run a rejected task on the caller, which is the event loop.
            profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
            routeThreads = getCamelContext().getExecutorServiceManager().newThreadPool(this, profile.getId(), profile);
            routePool = new RoutePool(routeThreads, this::routeTimer);
        }
        return routePool;
    }

    private synchronized ScheduledExecutorService routeTimer() {
        if (routePool == null) {
            throw new RejectedExecutionException("The component has stopped");
        }
        if (routeTimer == null) {
            routeTimer = getCamelContext()
                    .getExecutorServiceManager()
                    .newSingleThreadScheduledExecutor(this, "DoshiiRoutesTimer");
        }
        return routeTimer;
    }

    /** Threads that may be blocked by a state repository. */
    synchronized ExecutorService positionThreads() {
        if (positionThreads == null) {
            positionThreads =
                    getCamelContext().getExecutorServiceManager().newFixedThreadPool(this, "DoshiiPositions", 2);
        }
        return positionThreads;
    }

    /** A thread for short tasks that watch over positions which other nodes may take over. */
    synchronized ScheduledExecutorService ownershipTimer() {
        if (ownershipTimer == null) {
            ownershipTimer = getCamelContext()
                    .getExecutorServiceManager()
                    .newSingleThreadScheduledExecutor(this, "DoshiiOwnership");
        }
        return ownershipTimer;
    }

    private synchronized void endThreads() {
        if (routeTimer != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(routeTimer);
            routeTimer = null;
        }
        if (routePool != null) {
            getCamelContext().getExecutorServiceManager().shutdown(routeThreads);
            routePool = null;
        }
        if (ownershipTimer != null) {
            getCamelContext().getExecutorServiceManager().shutdown(ownershipTimer);
            ownershipTimer = null;
        }
        if (positionThreads != null) {
            getCamelContext().getExecutorServiceManager().shutdown(positionThreads);
            positionThreads = null;
        }
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        ComponentProperties.requireOptions(this, new DoshiiComponentConfigurer());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getCamelContext().addLifecycleStrategy(holdBackAtStop);
    }

    @Override
    protected void doStop() throws Exception {
        getCamelContext().getLifecycleStrategies().remove(holdBackAtStop);
        endThreads();
        apiClients.close(getCamelContext());
        super.doStop();
    }

    /** The Vert.x instance to use: the one set here, the only one in the registry, or that of vertx-websocket. */
    Vertx vertxInstance() {
        if (vertx != null) {
            return vertx;
        }
        Set<Vertx> registered = getCamelContext().getRegistry().findByType(Vertx.class);
        if (registered.size() == 1) {
            return registered.iterator().next();
        }
        // Not started before it is known whether it has options of the user's.
        VertxWebsocketComponent websocket =
                (VertxWebsocketComponent) getCamelContext().getComponent("vertx-websocket", true, false);
        if (websocket.getVertx() == null && websocket.getVertxOptions() == null) {
            websocket.setVertxOptions(withoutFileCache());
        }
        ServiceHelper.startService(websocket);
        return websocket.getVertx();
    }

    /**
     * Vert.x makes a folder for copies of files of the class path, in the temporary folder and at once. Nothing here reads
     * files through Vert.x, and in a container there may be no folder to write to.
     */
    private static VertxOptions withoutFileCache() {
        return new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    public DoshiiConfiguration getConfiguration() {
        return configuration;
    }

    /** The options that endpoints have unless they set their own. */
    public void setConfiguration(DoshiiConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    /** Whether to use the TLS settings of the CamelContext where an endpoint has none of its own. */
    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public Vertx getVertx() {
        return vertx;
    }

    /**
     * The Vert.x instance that holds the sockets. Default: the only one in the registry, else that of the vertx-websocket
     * component.
     */
    public void setVertx(Vertx vertx) {
        this.vertx = vertx;
    }

    public ProxyOptions getProxyOptions() {
        return proxyOptions;
    }

    /**
     * The HTTP or SOCKS proxy that the sockets go through, for example by proxyOptions.host and proxyOptions.port. REST calls
     * use the proxy settings of the https component, or of the http component where apiUrl begins with http.
     */
    public void setProxyOptions(ProxyOptions proxyOptions) {
        this.proxyOptions = proxyOptions;
    }
}
