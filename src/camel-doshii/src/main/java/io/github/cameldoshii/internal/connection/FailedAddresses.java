package io.github.cameldoshii.internal.connection;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which addresses of a host name have failed, and in which order, so that the next dial begins with another: an address
 * that takes a connection and then keeps silent would otherwise use up every dial. Confined to the loop.
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

    /** A dial has ended without a word from any address: perhaps they need more time than a share of a dial. */
    void silent() {
        patient = !patient;
    }

    /** Whether the first address that takes the connection gets all the time to answer. */
    boolean patient() {
        return patient;
    }
}
