package io.github.cameldoshii.internal.connection;

import io.github.cameldoshii.internal.protocol.DoshiiEvent;
import io.github.cameldoshii.internal.protocol.InboundMessage;
import io.github.cameldoshii.internal.protocol.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A subscriber that remembers all that it is told. */
public final class RecordingSubscriber implements Subscriber {

    private final String name;
    private final List<DoshiiEvent> events = new ArrayList<>();
    private final List<ConnectionChange> changes = new ArrayList<>();
    private final List<InboundMessage.Pong> pongs = new ArrayList<>();
    private final List<MalformedMessageException> unreadable = new ArrayList<>();

    private Set<String> wanted = Set.of();
    private int capacity = 1_000_000;
    private int pending;
    private boolean keeps;
    private Runnable onAnything = () -> {};

    public RecordingSubscriber(String name) {
        this.name = name;
    }

    /** Wants these types only; without any, all. */
    public RecordingSubscriber wanting(String... types) {
        wanted = Set.of(types);
        return this;
    }

    /** Takes so many events and keeps them until {@channel #finish}. */
    public RecordingSubscriber holding(int events) {
        capacity = events;
        keeps = true;
        return this;
    }

    /** So many of the events that are kept are finished. */
    public void finish(int events) {
        pending -= events;
    }

    /** Run at each callback. */
    public void onAnything(Runnable action) {
        onAnything = action;
    }

    public List<String> eventIds() {
        return events.stream().map(DoshiiEvent::entityId).toList();
    }

    public List<DoshiiEvent> events() {
        return events;
    }

    public List<ConnectionChange> changes() {
        return changes;
    }

    public List<ConnectionChange.Kind> kinds() {
        return changes.stream().map(ConnectionChange::kind).toList();
    }

    public ConnectionChange lastChange() {
        return changes.get(changes.size() - 1);
    }

    public List<InboundMessage.Pong> pongs() {
        return pongs;
    }

    public List<MalformedMessageException> unreadable() {
        return unreadable;
    }

    /** Everything that it was told, of whatever kind. */
    public int told() {
        return events.size() + changes.size() + pongs.size() + unreadable.size();
    }

    public int pending() {
        return pending;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean wants(String eventType) {
        return wanted.isEmpty() || wanted.contains(eventType);
    }

    @Override
    public int remainingCapacity() {
        return capacity - pending;
    }

    @Override
    public void event(DoshiiEvent event) {
        events.add(event);
        if (keeps) {
            pending++;
        }
        onAnything.run();
    }

    @Override
    public void heartbeat(InboundMessage.Pong pong, long receivedAt) {
        pongs.add(pong);
        onAnything.run();
    }

    @Override
    public void unreadable(MalformedMessageException problem) {
        unreadable.add(problem);
        onAnything.run();
    }

    @Override
    public void changed(ConnectionChange change) {
        changes.add(change);
        onAnything.run();
    }
}
