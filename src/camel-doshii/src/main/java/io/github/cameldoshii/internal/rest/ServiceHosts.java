package io.github.cameldoshii.internal.rest;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The other host names of the service: the vendor's old and new domains of one environment, which its addresses may name while
 * {@code apiUrl} names a proxy or the read-only service. The token is never sent to them; what they name is requested from
 * {@code apiUrl}.
 *
 * @param domains the vendor's domains
 * @param label the part of the host names that names this environment, e.g. {@code sandbox}
 * @param basePath the path of the API on these hosts
 */
public record ServiceHosts(List<String> domains, String label, String basePath) {

    /** None but that of {@code apiUrl}. */
    public static final ServiceHosts NONE = new ServiceHosts(List.of(), "", "");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public ServiceHosts {
        domains = List.copyOf(domains);
    }

    boolean include(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return address.getScheme().equalsIgnoreCase("https")
                && (address.getPort() == -1 || address.getPort() == 443)
                && domains.stream().anyMatch(domain -> host.endsWith("." + domain))
                && Arrays.stream(host.split("[.-]")).anyMatch(label::equals);
    }

    /** Whether both are the same host: this machine has several names. */
    static boolean isSameHost(URI one, URI other) {
        String host = one.getHost().toLowerCase(Locale.ROOT);
        String otherHost = other.getHost().toLowerCase(Locale.ROOT);
        return host.equals(otherHost) || LOOPBACK.contains(host) && LOOPBACK.contains(otherHost);
    }
}
