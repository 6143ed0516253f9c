package io.github.cameldoshii.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The devices that an app has registered. A socket connected with the {@code deviceId} of one of them gets only what that
 * device wants; one with an unknown or no {@code deviceId} gets everything. Owned by the loop.
 */
final class DeviceFilters {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Device> byId = new HashMap<>();

    /** What a device wants; an empty set stands for all. */
    private record Device(Set<String> events, Set<String> locationIds) {}

    void register(String deviceId, Set<String> events, Set<String> locationIds) {
        byId.put(deviceId, new Device(Set.copyOf(events), Set.copyOf(locationIds)));
    }

    void clear() {
        byId.clear();
    }

    boolean wants(String deviceId, String event, String data) {
        Device device = byId.get(deviceId);
        return device == null
                || (device.events.isEmpty() || device.events.contains(event))
                        && (device.locationIds.isEmpty() || device.locationIds.contains(locationId(data)));
    }

    private static String locationId(String data) {
        try {
            return JSON.readTree(data.isEmpty() ? "{}" : data)
                    .path("locationId")
                    .asText("");
        } catch (JsonProcessingException notJson) {
            return "";
        }
    }
}
