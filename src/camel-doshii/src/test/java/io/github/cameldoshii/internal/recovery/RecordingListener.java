package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.Moment;
import io.github.cameldoshii.internal.clock.WallTime;
import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A route that wants everything, is done at once, and remembers what it was given and told. */
final class RecordingListener implements RecoveryListener {

    private final List<DoshiiEvent> recovered = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private Set<String> named = Set.of();
    private int closedWindows;
    private int verifications;

    /** Wants these locations only. */
    void name(String... locationIds) {
        named = Set.of(locationIds);
    }

    List<DoshiiEvent> recovered() {
        return recovered;
    }

    List<Gap> gaps() {
        return gaps;
    }

    int closedWindows() {
        return closedWindows;
    }

    int verifications() {
        return verifications;
    }

    @Override
    public String name() {
        return "all";
    }

    @Override
    public boolean wantsType(String eventType) {
        return true;
    }

    @Override
    public boolean wantsLocation(String locationId) {
        return named.isEmpty() || named.contains(locationId);
    }

    @Override
    public Set<String> namedLocations() {
        return named;
    }

    @Override
    public int maxInFlight() {
        return 1;
    }

    @Override
    public void onRecovered(DoshiiEvent event, Runnable finished) {
        recovered.add(event);
        finished.run();
    }

    @Override
    public List<String> unrecoverableTypes(Set<String> recoverableTypes) {
        return recoverableTypes.isEmpty() ? List.of("order_created") : List.of();
    }

    @Override
    public void onGap(Gap gap) {
        gaps.add(gap);
    }

    @Override
    public void onWindowClosed(WallTime from, Moment to) {
        closedWindows++;
    }

    @Override
    public void onVerified() {
        verifications++;
    }
}
