package io.github.cameldoshii;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * What the options say of the REST API. Immutable, apart from the credentials.
 *
 * @param environment which service
 * @param credentials as they are at the moment of a call
 * @param apiUrl the address of the API
 * @param httpOptions what requests need beside what the {@code http} component has, by camel-http's names
 * @param maxResponseSize the largest answer, in bytes
 */
record ApiConfiguration(
        DoshiiEnvironment environment,
        CurrentCredentials credentials,
        URI apiUrl,
        Map<String, Object> httpOptions,
        int maxResponseSize) {

    /** The least that a limit of a message or an answer may be, in bytes. */
    static final int SMALLEST_LIMIT = 1024;

    /**
     * Reads the options as they are now.
     *
     * @throws IllegalArgumentException if one cannot work; the message names the option and its valid values
     */
    static ApiConfiguration of(DoshiiConfiguration options) {
        DoshiiEnvironment environment = DoshiiEnvironment.of(options.getEnvironment());
        URI apiUrl = apiUrl(options, environment);
        return new ApiConfiguration(
                environment,
                new CurrentCredentials(options),
                apiUrl,
                httpOptions(options.getSslContextParameters(), apiUrl),
                OptionCheck.atLeast("maxResponseSize", options.getMaxResponseSize(), SMALLEST_LIMIT));
    }

    private static URI apiUrl(DoshiiConfiguration options, DoshiiEnvironment environment) {
        String url = OptionCheck.text(options.getApiUrl());
        URI uri;
        try {
            uri = new URI(url.isEmpty() ? environment.apiUrl() : url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Option apiUrl: it is not a URL (at character " + e.getIndex() + ")");
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("Option apiUrl: it must begin with http:// or https://, name a host, and"
                    + " have neither user name nor query");
        }
        return uri;
    }

    private static Map<String, Object> httpOptions(SSLContextParameters tls, URI apiUrl) {
        // With them camel-http would talk TLS to the proxy of a plain address.
        return tls == null || !"https".equalsIgnoreCase(apiUrl.getScheme())
                ? Map.of()
                : Map.of("sslContextParameters", tls);
    }
}
