package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.http.Intermediary;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.common.HttpMethods;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends GET requests through the CamelContext's own {@code http} or {@code https} component, so that the proxy, TLS and
 * time-outs that the user configured there apply. One endpoint and one producer serve all requests, of all clients that use the
 * same address with the same settings: the token goes with each request, and cookies are not kept. The endpoint is not
 * registered in the context, and no address of a request becomes an endpoint.
 *
 * <p>Settings of that component for other routes do not apply here: activity listeners (they log headers, the token
 * included), redirects, the client's own retries, cookies, and switches that drop headers.
 *
 * <p>{@link #get} blocks and may be called by any number of threads at once.
 */
public final class HttpTransport implements AutoCloseable {

    /** What camel-http has where the user set nothing, milliseconds. */
    private static final long COMPONENT_DEFAULT_TIMEOUT = 3 * 60 * 1000L;

    private final HttpEndpoint endpoint;
    private final Producer producer;
    private final ApiTimer timer;

    /**
     * @param context whose {@code http} or {@code https} component is used; must be started before the first call
     * @param settings address, limits and HTTP options; the credentials are not used
     * @param timer ends requests at their deadline
     */
    public HttpTransport(CamelContext context, ApiSettings settings, ApiTimer timer) {
        this.timer = timer;
        try {
            endpoint = endpoint(context, settings);
            endpoint.getClientBuilder()
                    .disableRedirectHandling()
                    .setRetryStrategy(new StaleConnectionRetry())
                    .addExecInterceptorFirst("doshii-addresses", new AddressRotation(SystemDefaultDnsResolver.INSTANCE))
                    .addExecInterceptorFirst(
                            "doshii-bounded-body",
                            new BoundedBody(settings.maxBodyBytes(), settings.requestTimeout(), timer));
            producer = endpoint.createProducer();
            ServiceHelper.startService(endpoint, producer);
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP client for " + settings.apiUrl() + " could not be made", e);
        }
    }

    private static HttpEndpoint endpoint(CamelContext context, ApiSettings settings) throws Exception {
        String scheme = settings.apiUrl().getScheme().toLowerCase(Locale.ROOT);
        HttpComponent component = context.getComponent(scheme, HttpComponent.class);
        HttpEndpoint endpoint =
                (HttpEndpoint) component.createEndpoint(settings.apiUrl().toString(), options(component, settings));
        // The component turns http into https when it has TLS parameters; what the user wrote counts.
        endpoint.setHttpUri(settings.apiUrl());
        endpoint.setBridgeEndpoint(true);
        endpoint.setThrowExceptionOnFailure(false);
        endpoint.setHttpMethod(HttpMethods.GET);
        endpoint.setHeaderFilterStrategy(new ApiHeaderFilterStrategy());
        endpoint.setHttpActivityListener(null);
        endpoint.setLogHttpActivity(false);
        return endpoint;
    }

    private static Map<String, Object> options(HttpComponent component, ApiSettings settings) {
        Map<String, Object> options = new HashMap<>();
        options.put("skipControlHeaders", false);
        options.put("skipRequestHeaders", false);
        options.put("skipResponseHeaders", false);
        options.put("copyHeaders", false);
        options.put("disableStreamCache", false);
        options.put("authenticationPreemptive", false);
        Timeout requestTimeout = Timeout.of(settings.requestTimeout());
        if (component.getConnectTimeout() == COMPONENT_DEFAULT_TIMEOUT) {
            options.put("connectTimeout", Timeout.of(settings.connectTimeout()));
        }
        if (component.getConnectionRequestTimeout() == COMPONENT_DEFAULT_TIMEOUT) {
            options.put("connectionRequestTimeout", requestTimeout);
        }
        if (component.getResponseTimeout() == 0) {
            options.put("responseTimeout", requestTimeout);
        }
        if (component.getSoTimeout() == COMPONENT_DEFAULT_TIMEOUT) {
            options.put("soTimeout", requestTimeout);
        }
        options.putAll(settings.httpOptions());
        return options;
    }

    /**
     * Sends one request and reads the whole answer.
     *
     * @param token the bearer token
     * @throws Exception what camel-http and its client throw; never shown to callers as it is
     */
    HttpResponse get(ApiRequest request, String token) throws Exception {
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOut);
        Message message = exchange.getMessage();
        // Path and raw query, because camel-http would resolve {{placeholders}} in a whole address from the wire.
        message.setHeader(Exchange.HTTP_PATH, request.path());
        if (!request.query().isEmpty()) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, request.query());
        }
        message.setHeader(ApiHeaderFilterStrategy.ACCEPT, "application/json");
        message.setHeader(ApiHeaderFilterStrategy.ACCEPT_ENCODING, "gzip");
        message.setHeader(ApiHeaderFilterStrategy.AUTHORIZATION, "Bearer " + token);
        if (!request.locationId().isEmpty()) {
            message.setHeader(ApiHeaderFilterStrategy.LOCATION_ID, request.locationId());
        }
        MonotonicTime sent = new MonotonicTime(timer.nanoTime());
        producer.process(exchange);
        MonotonicTime received = new MonotonicTime(timer.nanoTime());
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return answer(exchange.getMessage(), sent, received);
    }

    private static HttpResponse answer(Message message, MonotonicTime sent, MonotonicTime received) throws IOException {
        byte[] body = bytes(message.getBody());
        return new HttpResponse(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                body,
                text(message, Exchange.CONTENT_TYPE),
                text(message, ApiHeaderFilterStrategy.AGE).isEmpty() ? text(message, ApiHeaderFilterStrategy.DATE) : "",
                text(message, ApiHeaderFilterStrategy.RETRY_AFTER),
                Intermediary.speaker(name -> anyText(message, name), body),
                sent,
                received);
    }

    private static byte[] bytes(Object body) throws IOException {
        if (body instanceof InputStream stream) {
            return stream.readAllBytes();
        }
        return body instanceof byte[] bytes ? bytes : new byte[0];
    }

    /** Of a header that stands several times, all values together. */
    private static String anyText(Message message, String name) {
        Object value = message.getHeader(name);
        return value == null ? "" : value.toString();
    }

    /** Only a header that stands once is taken. */
    private static String text(Message message, String name) {
        return message.getHeader(name) instanceof String value ? value : "";
    }

    /** Ends the connections; requests in flight fail. */
    @Override
    public void close() {
        ServiceHelper.stopAndShutdownServices(producer, endpoint);
    }
}
