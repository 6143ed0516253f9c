package io.github.cameldoshii.internal.connection;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The addresses of a host name that have failed, in order, so that the next connect attempt begins with another: an address
 * that accepts connections and then stays silent would otherwise use up every attempt. Confined to the connection's event
 * loop.
 */
final class FailedAddresses {

    private final Map<InetAddress, Long> failures = new HashMap<>();
    private long count;
    private boolean patient;

    /** Those that have not failed first, in the order given; then the one that failed longest ago. Forgets all others. */
    List<InetAddress> sort(List<InetAddress> addresses) {
        failures.keySet().retainAll(addresses);
        return addresses.stream()
                .sorted(Comparator.comparing(address -> failures.getOrDefault(address, 0L)))
                .toList();
    }

    void failed(InetAddress address) {
        failures.put(address, ++count);
    }

    void worked(InetAddress address) {
        failures.remove(address);
        patient = false;
    }

    /** A connect attempt has ended without an answer from any address: perhaps they need more than a share of the time. */
    void silent() {
        patient = !patient;
    }

    /** Whether the first address that takes the connection gets the whole connectTimeout to answer. */
    boolean patient() {
        return patient;
    }
}
