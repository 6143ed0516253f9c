package io.github.cameldoshii;

import io.github.cameldoshii.internal.rest.ApiSettings;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The options of an endpoint. A component holds one as the default of its endpoints, and each endpoint a copy. Values are
 * checked when a consumer is created; see {@link ResolvedConfiguration}.
 */
@UriParams
public class DoshiiConfiguration implements Cloneable {

    @UriPath(enums = "sandbox,live,simulator", description = "Which service to connect to.")
    @Metadata(required = true)
    private String environment;

    @UriParam(label = "security", secret = true)
    private String clientId;

    @UriParam(label = "security", secret = true)
    private String clientSecret;

    @UriParam(label = "advanced")
    private String socketUrl;

    @UriParam(label = "advanced")
    private String apiUrl;

    @UriParam(label = "consumer", defaultValue = "*")
    private String events = "*";

    @UriParam(label = "consumer")
    private String locationIds;

    @UriParam(label = "consumer,advanced")
    private String deviceId;

    @UriParam(label = "consumer,advanced")
    private String appVersion;

    @UriParam(label = "consumer", defaultValue = "30000", javaType = "java.time.Duration")
    private long heartbeatInterval = 30_000;

    @UriParam(label = "consumer", defaultValue = "10000", javaType = "java.time.Duration")
    private long pongTimeout = 10_000;

    @UriParam(label = "consumer", defaultValue = "10000", javaType = "java.time.Duration")
    private long connectTimeout = 10_000;

    @UriParam(label = "consumer", defaultValue = "1000", javaType = "java.time.Duration")
    private long reconnectDelay = 1_000;

    @UriParam(label = "consumer", defaultValue = "60000", javaType = "java.time.Duration")
    private long reconnectMaxDelay = 60_000;

    @UriParam(label = "consumer", defaultValue = "300000", javaType = "java.time.Duration")
    private long refusedDelay = 300_000;

    @UriParam(label = "consumer", defaultValue = "1")
    private int concurrentConsumers = 1;

    @UriParam(label = "consumer", defaultValue = "1000")
    private int queueSize = 1_000;

    @UriParam(label = "consumer", defaultValue = "false")
    private boolean fetchEntity;

    @UriParam(label = "consumer,advanced", defaultValue = "false")
    private boolean includeHeartbeats;

    @UriParam(label = "consumer,advanced", defaultValue = "false")
    private boolean connectionEvents;

    @UriParam(label = "consumer,advanced", defaultValue = "1048576")
    private int maxMessageSize = 1_048_576;

    @UriParam(label = "advanced", defaultValue = "8388608")
    private int maxResponseSize = ApiSettings.DEFAULT_MAX_BODY_BYTES;

    @UriParam(label = "consumer,catchUp", defaultValue = "true")
    private boolean catchUp = true;

    @UriParam(label = "consumer,catchUp", defaultValue = "orders,checkins,bookings,loyalty_checkins")
    private String catchUpEntities = "orders,checkins,bookings,loyalty_checkins";

    @UriParam(label = "consumer,catchUp", defaultValue = "60000", javaType = "java.time.Duration")
    private long catchUpOverlap = 60_000;

    @UriParam(label = "consumer,catchUp", defaultValue = "86400000", javaType = "java.time.Duration")
    private long catchUpMaxAge = 86_400_000;

    @UriParam(label = "consumer,catchUp", defaultValue = "0", javaType = "java.time.Duration")
    private long initialCatchUp;

    @UriParam(label = "consumer,catchUp", defaultValue = "0", javaType = "java.time.Duration")
    private long reconcileInterval;

    @UriParam(label = "consumer,catchUp", defaultValue = "memory")
    private String positionStore;

    @UriParam(label = "consumer,catchUp")
    private StateRepository<String, String> stateRepository;

    @UriParam(label = "producer", enums = "fetch")
    private String operation;

    @UriParam(label = "security")
    private SSLContextParameters sslContextParameters;

    /** A copy that can be changed on its own. */
    public DoshiiConfiguration copy() {
        try {
            return (DoshiiConfiguration) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getEnvironment() {
        return environment;
    }

    /** Which service to connect to: sandbox, live or simulator. */
    public void setEnvironment(String environment) {
        this.environment = environment;
    }

    public String getClientId() {
        return clientId;
    }

    /**
     * The client id of the app, as Doshii gave it out. Required; only the simulator environment has a default. It is
     * the credential of the socket, so treat it as a secret and set it from the environment rather than in a URI. White
     * space around it is no part of it.
     */
    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    /**
     * The client secret of the app. It signs the tokens of the REST API. Without it a consumer receives events all the
     * same, and says once at WARN what it cannot do. White space around it is no part of it.
     */
    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getSocketUrl() {
        return socketUrl;
    }

    /**
     * Address of the app socket, beginning with ws:// or wss://, in place of the environment's own: for older names of
     * the service or for a proxy. A trailing auth= without a value is tolerated; with one it is an error, because it is a
     * credential. A ws:// address of another machine is accepted with one WARN that it is not encrypted.
     */
    public void setSocketUrl(String socketUrl) {
        this.socketUrl = socketUrl;
    }

    public String getApiUrl() {
        return apiUrl;
    }

    /**
     * Address of the partner REST API, beginning with http:// or https://, in place of the environment's own: for the
     * read-only hosts. An http:// address of another machine is accepted with one WARN that it is not encrypted.
     */
    public void setApiUrl(String apiUrl) {
        this.apiUrl = apiUrl;
    }

    public String getEvents() {
        return events;
    }

    /**
     * Which events become exchanges: a comma-separated list of names (order_created) or patterns, where an asterisk
     * stands for any characters and a question mark for one. Names and patterns consist of letters, digits, underscore
     * and hyphen; anything else is an error at start. An asterisk alone stands for all events.
     */
    public void setEvents(String events) {
        this.events = events;
    }

    public String getLocationIds() {
        return locationIds;
    }

    /**
     * Only events of these locations become exchanges: a comma-separated list of hashed location ids. Events that name
     * no location always do. Default: all locations that the app is subscribed to.
     */
    public void setLocationIds(String locationIds) {
        this.locationIds = locationIds;
    }

    public String getDeviceId() {
        return deviceId;
    }

    /**
     * The hashed id of a device that was registered with Doshii: the service then sends only the events of that
     * device.
     */
    public void setDeviceId(String deviceId) {
        this.deviceId = deviceId;
    }

    public String getAppVersion() {
        return appVersion;
    }

    /**
     * The version of the app that each heartbeat tells the service. Default: the version of this component.
     */
    public void setAppVersion(String appVersion) {
        this.appVersion = appVersion;
    }

    public long getHeartbeatInterval() {
        return heartbeatInterval;
    }

    /**
     * Time between two heartbeats. The first is sent at once when the socket is open. The service documents 30
     * seconds; must be more than 0.
     */
    public void setHeartbeatInterval(long heartbeatInterval) {
        this.heartbeatInterval = heartbeatInterval;
    }

    public long getPongTimeout() {
        return pongTimeout;
    }

    /**
     * If no message of any kind arrives for this long after a heartbeat, the connection is dead: it is dropped and
     * made anew. Must be more than 0.
     */
    public void setPongTimeout(long pongTimeout) {
        this.pongTimeout = pongTimeout;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    /**
     * How long a connect attempt may take, with name look-up, TCP, TLS and upgrade, for all addresses of the host name together. Must be
     * more than 0.
     */
    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getReconnectDelay() {
        return reconnectDelay;
    }

    /**
     * Upper end of the first wait before a reconnect. Each failure in a row doubles it, up to reconnectMaxDelay, and
     * each wait is drawn at random from 0 to that (full jitter), so that many clients do not come back at the same
     * moment. Must be more than 0.
     */
    public void setReconnectDelay(long reconnectDelay) {
        this.reconnectDelay = reconnectDelay;
    }

    public long getReconnectMaxDelay() {
        return reconnectMaxDelay;
    }

    /**
     * Upper end of the longest wait before a reconnect. Where nothing answers at all (no name, no route, refused, timed
     * out, cut before an answer), the service has little to be spared: then the waits grow to 4 to 8 s and no further, or
     * to reconnectDelay if that is more. Also how long a connection must have lived, with a heartbeat answered, for the
     * waits to start from reconnectDelay again. Must not be less than reconnectDelay.
     */
    public void setReconnectMaxDelay(long reconnectMaxDelay) {
        this.reconnectMaxDelay = reconnectMaxDelay;
    }

    public long getRefusedDelay() {
        return refusedDelay;
    }

    /**
     * Wait before the next connect attempt after the service itself has refused the credentials (401 or 403). Long, because the service may
     * suspend credentials that err often. A refusal by a proxy or firewall in between, known by an HTML page or by its marks,
     * is followed by a reconnect like any other wrong answer. Must be more than 0.
     */
    public void setRefusedDelay(long refusedDelay) {
        this.refusedDelay = refusedDelay;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    /**
     * How many events are worked on at the same time. 1 keeps the strict order of arrival; with more, the order is
     * kept for each entity (type and id). Must be at least 1.
     */
    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public int getQueueSize() {
        return queueSize;
    }

    /**
     * How many events may be accepted and not yet finished. When so many are, no more is read from the socket until
     * there is room; heartbeats go on and nothing is dropped. Must be at least 1.
     */
    public void setQueueSize(int queueSize) {
        this.queueSize = queueSize;
    }

    public boolean isFetchEntity() {
        return fetchEntity;
    }

    /**
     * Whether to GET the entity of each event and make it the body. The event's own data stays in the exchange
     * property CamelDoshiiEventData. Needs clientSecret.
     */
    public void setFetchEntity(boolean fetchEntity) {
        this.fetchEntity = fetchEntity;
    }

    public boolean isIncludeHeartbeats() {
        return includeHeartbeats;
    }

    /**
     * Whether answers to heartbeats become exchanges too, with event type `message`, whatever the events option says.
     */
    public void setIncludeHeartbeats(boolean includeHeartbeats) {
        this.includeHeartbeats = includeHeartbeats;
    }

    public boolean isConnectionEvents() {
        return connectionEvents;
    }

    /**
     * Whether changes of the connection become exchanges too, with event type `connection`, whatever the events option
     * says. Their status is connecting, connected, disconnected or refused, with the reason and, for a wait, its length
     * in the JSON body; gap, where events may have been missed that cannot be asked for; or recovered, when what was
     * missed has been asked for and handed over.
     */
    public void setConnectionEvents(boolean connectionEvents) {
        this.connectionEvents = connectionEvents;
    }

    public int getMaxMessageSize() {
        return maxMessageSize;
    }

    /**
     * Largest message that is accepted, in bytes. A larger one is a protocol error: the connection is closed, counted
     * and made anew. Must be at least 1024.
     */
    public void setMaxMessageSize(int maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    public int getMaxResponseSize() {
        return maxResponseSize;
    }

    /**
     * Largest answer of the REST API that is accepted, in bytes after decompression. Of a list that is larger, smaller pages
     * are asked for; what is larger even alone, such as a menu, is left out of what is recovered, and announced as a gap.
     * Must be at least 1024.
     */
    public void setMaxResponseSize(int maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    /**
     * TLS settings of the socket and of the REST calls: trusted certificates, client certificate. Default: those of
     * the JVM.
     */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public boolean isCatchUp() {
        return catchUp;
    }

    /**
     * Whether to recover, after a gap, what the lists of the REST API can tell of it. Needs clientSecret. Must be the same in
     * all routes that share a socket.
     */
    public void setCatchUp(boolean catchUp) {
        this.catchUp = catchUp;
    }

    public String getCatchUpEntities() {
        return catchUpEntities;
    }

    /**
     * Which lists are asked: a comma-separated list of orders (with their transactions), checkins, bookings,
     * loyalty_checkins, menus, tables and locations.
     */
    public void setCatchUpEntities(String catchUpEntities) {
        this.catchUpEntities = catchUpEntities;
    }

    public long getCatchUpOverlap() {
        return catchUpOverlap;
    }

    /**
     * Added before a gap, against clocks that differ and changes that are listed late. Also the wait before a window
     * is asked once more. What was delivered is known and not delivered again for it. Must not be negative.
     */
    public void setCatchUpOverlap(long catchUpOverlap) {
        this.catchUpOverlap = catchUpOverlap;
    }

    public long getCatchUpMaxAge() {
        return catchUpMaxAge;
    }

    /**
     * A longer gap is cut to this, and the cut is logged at WARN with both times. Must be more than 0.
     */
    public void setCatchUpMaxAge(long catchUpMaxAge) {
        this.catchUpMaxAge = catchUpMaxAge;
    }

    public long getInitialCatchUp() {
        return initialCatchUp;
    }

    /**
     * How far back the very first start looks, where no position is stored. 0 means not at all.
     */
    public void setInitialCatchUp(long initialCatchUp) {
        this.initialCatchUp = initialCatchUp;
    }

    public long getReconcileInterval() {
        return reconcileInterval;
    }

    /**
     * Time between reconciliations: the same lists are asked while connected, against changes that the socket does not
     * bring. 0 means never.
     */
    public void setReconcileInterval(long reconcileInterval) {
        this.reconcileInterval = reconcileInterval;
    }

    /** Null if it was not set, which is memory. */
    public String getPositionStore() {
        return positionStore;
    }

    /**
     * Where the position and the delivery history of each consumer are kept, so that a restart goes on from there and repeats
     * nothing that was finished before a clean stop: memory forgets them at the end of the process, file:PATH keeps them in a file, and jdbc:BEAN in a database, whose
     * DataSource has that name in the registry. A relative path begins at the working directory. Tables are made if they are
     * missing. Consumers with the same file or DataSource share it. With stateRepository this is not used.
     */
    public void setPositionStore(String positionStore) {
        this.positionStore = positionStore;
    }

    public StateRepository<String, String> getStateRepository() {
        return stateRepository;
    }

    /**
     * A repository of your own in place of positionStore, for the position and the delivery history of each consumer. Default:
     * the one that positionStore says.
     */
    public void setStateRepository(StateRepository<String, String> stateRepository) {
        this.stateRepository = stateRepository;
    }

    public String getOperation() {
        return operation;
    }

    /**
     * What a producer does: fetch GETs the entity that the header CamelDoshiiUri names and makes it the body.
     */
    public void setOperation(String operation) {
        this.operation = operation;
    }
}
