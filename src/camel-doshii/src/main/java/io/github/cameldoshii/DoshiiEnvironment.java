package io.github.cameldoshii;

import io.github.cameldoshii.internal.rest.ServiceHosts;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The environments of the service and their addresses, from the vendor's guide "Use of WebSockets - App partners" and its
 * description of the REST API. The simulator is the stand-in that this project ships.
 */
public enum DoshiiEnvironment {
    SANDBOX("wss://socket.sandbox.doshii.co/app/socket", "https://sandbox.doshii.co/partner/v3"),
    LIVE("wss://live-socket.doshii.co/app/socket", "https://live.doshii.co/partner/v3"),
    SIMULATOR("ws://localhost:8580/app/socket", "http://localhost:8580/partner/v3");

    /** The present one and that of older addresses. */
    private static final List<String> VENDOR_DOMAINS = List.of("doshii.co", "doshii.io");

    private final String socketUrl;
    private final String apiUrl;

    DoshiiEnvironment(String socketUrl, String apiUrl) {
        this.socketUrl = socketUrl;
        this.apiUrl = apiUrl;
    }

    /**
     * Finds an environment by the name used in endpoint URIs.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public static DoshiiEnvironment of(String name) {
        for (DoshiiEnvironment environment : values()) {
            if (environment.uriName().equals(name)) {
                return environment;
            }
        }
        throw new IllegalArgumentException("Unknown Doshii environment '" + name + "': it must be one of "
                + Arrays.stream(values()).map(DoshiiEnvironment::uriName).collect(Collectors.joining(", ")));
    }

    /** The name used in endpoint URIs. */
    public String uriName() {
        return switch (this) {
            case SANDBOX -> "sandbox";
            case LIVE -> "live";
            case SIMULATOR -> "simulator";
        };
    }

    /** The address of the app socket. */
    public String socketUrl() {
        return socketUrl;
    }

    /** The address of the partner REST API. */
    public String apiUrl() {
        return apiUrl;
    }

    /** The names by which the service may call itself in what it sends. */
    ServiceHosts hosts() {
        return this == SIMULATOR
                ? ServiceHosts.NONE
                : new ServiceHosts(VENDOR_DOMAINS, uriName(), URI.create(apiUrl).getPath());
    }
}
