package io.github.cameldoshii.internal.rest;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The settings of a {@link DoshiiRestClient}. The credentials are suppliers that are called at each signature, so that a
 * rotated secret needs no restart; a blank one fails only the calls that need it.
 *
 * @param apiUrl base of the partner API, e.g. {@code https://sandbox.doshii.co/partner/v3}; without user, query or
 *     fragment
 * @param clientId supplies the client id
 * @param clientSecret supplies the secret that signs the token
 * @param httpOptions options of the requests' HTTP endpoint that go before those of the user's {@code http} component, by
 *     camel-http's names, e.g. {@code sslContextParameters}
 * @param hosts the other host names that the service may use in the addresses of its events
 * @param connectTimeout limit for TCP and TLS, unless the user set one on the {@code http} component
 * @param requestTimeout limit for a whole request, from waiting for a connection to the last byte of the body
 * @param maxBodyBytes limit for a body after decompression
 */
public record ApiSettings(
        URI apiUrl,
        Supplier<String> clientId,
        Supplier<String> clientSecret,
        Map<String, Object> httpOptions,
        ServiceHosts hosts,
        Duration connectTimeout,
        Duration requestTimeout,
        int maxBodyBytes) {

    /** As the socket's. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** The service itself gives up (504) before half a minute is over. */
    public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(30);

    /** Eight in parallel, as bytes and as text, still fit a small heap; a page of 100 orders is well below 1 MiB. */
    public static final int DEFAULT_MAX_BODY_BYTES = 8 * 1024 * 1024;

    public ApiSettings {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
        httpOptions = Map.copyOf(httpOptions);
        apiUrl = checked(apiUrl);
        positive(connectTimeout, "connectTimeout");
        positive(requestTimeout, "requestTimeout");
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("maxBodyBytes must be at least 1");
        }
    }

    /** Settings with the time limits of this class. */
    public ApiSettings(
            URI apiUrl,
            Supplier<String> clientId,
            Supplier<String> clientSecret,
            Map<String, Object> httpOptions,
            ServiceHosts hosts,
            int maxBodyBytes) {
        this(
                apiUrl,
                clientId,
                clientSecret,
                httpOptions,
                hosts,
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_REQUEST_TIMEOUT,
                maxBodyBytes);
    }

    /** Settings with the limits of this class and nothing but the user's {@code http} component behind it. */
    public ApiSettings(URI apiUrl, Supplier<String> clientId, Supplier<String> clientSecret) {
        this(apiUrl, clientId, clientSecret, Map.of());
    }

    /** Settings with the limits of this class. */
    public ApiSettings(
            URI apiUrl, Supplier<String> clientId, Supplier<String> clientSecret, Map<String, Object> httpOptions) {
        this(
                apiUrl,
                clientId,
                clientSecret,
                httpOptions,
                ServiceHosts.NONE,
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_REQUEST_TIMEOUT,
                DEFAULT_MAX_BODY_BYTES);
    }

    /** The names of the component's options in which the other differs; empty if both reach the same service alike. */
    List<String> differences(ApiSettings other) {
        List<String> names = new ArrayList<>();
        addIf(names, !apiUrl.equals(other.apiUrl), "apiUrl");
        addIf(names, !Objects.equals(clientId.get(), other.clientId.get()), "clientId");
        addIf(names, !Objects.equals(clientSecret.get(), other.clientSecret.get()), "clientSecret");
        addIf(names, maxBodyBytes != other.maxBodyBytes, "maxResponseSize");
        httpOptions.forEach((name, value) -> addIf(names, !value.equals(other.httpOptions.get(name)), name));
        other.httpOptions.forEach((name, value) -> addIf(names, !httpOptions.containsKey(name), name));
        return names;
    }

    private static void addIf(List<String> names, boolean differs, String name) {
        if (differs) {
            names.add(name);
        }
    }

    private static URI checked(URI apiUrl) {
        Objects.requireNonNull(apiUrl, "apiUrl");
        if (!"http".equalsIgnoreCase(apiUrl.getScheme()) && !"https".equalsIgnoreCase(apiUrl.getScheme())) {
            throw new IllegalArgumentException("apiUrl must begin with https:// or http://");
        }
        if (apiUrl.getHost() == null) {
            throw new IllegalArgumentException("apiUrl has no valid host name (letters, digits, '-' and '.')");
        }
        if (apiUrl.getRawUserInfo() != null || apiUrl.getRawQuery() != null || apiUrl.getRawFragment() != null) {
            throw new IllegalArgumentException("apiUrl must have no user, query or fragment");
        }
        String text = apiUrl.toString();
        return text.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : apiUrl;
    }

    private static void positive(Duration value, String name) {
        if (value == null || value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than 0");
        }
    }

    @Override
    public String toString() {
        return "ApiSettings[" + apiUrl + "]";
    }
}
