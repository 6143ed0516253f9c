package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The faults that are armed, in the order in which they were added. Owned by the simulator's loop. */
final class FaultBook {

    private final List<Armed> armed = new ArrayList<>();

    private static final class Armed {
        private final Fault fault;
        private int seen;
        private int applied;

        private Armed(Fault fault) {
            this.fault = fault;
        }

        private boolean applies() {
            if (seen < fault.skip()) {
                seen++;
                return false;
            }
            if (applied == fault.times()) {
                return false;
            }
            applied++;
            return true;
        }
    }

    void add(Collection<Fault> faults) {
        faults.forEach(fault -> armed.add(new Armed(fault)));
    }

    void clear() {
        armed.clear();
    }

    void remove(Fault fault) {
        armed.removeIf(a -> a.fault.equals(fault));
    }

    List<Fault.State> states() {
        return armed.stream().map(a -> new Fault.State(a.fault, a.applied)).toList();
    }

    List<Action.OnConnect> onConnect() {
        return applying(Action.OnConnect.class, match -> match instanceof Match.Connect);
    }

    List<Action.OnUpgrade> onUpgrade() {
        return applying(Action.OnUpgrade.class, match -> match instanceof Match.Upgrade);
    }

    /** What happens to a socket that has just opened, each with its own delay. */
    void onOpened(BiConsumer<Long, Action.OnSocket> then) {
        for (Armed a : armed) {
            if (a.fault.match() instanceof Match.Opened opened && a.applies()) {
                then.accept(opened.afterMillis(), (Action.OnSocket) a.fault.action());
            }
        }
    }

    List<Action.OnSocket> onPing(int number) {
        return applying(
                Action.OnSocket.class,
                match -> match instanceof Match.Ping ping && ping.from() <= number && number <= ping.to());
    }

    List<Action.OnSocket> onMessage() {
        return applying(Action.OnSocket.class, match -> match instanceof Match.Message);
    }

    List<Action.OnSocket> onEvent(String name) {
        return applying(
                Action.OnSocket.class, match -> match instanceof Match.Event event && matches(event.name(), name));
    }

    List<Action.OnRest> onRest(String method, String path, String location) {
        return applying(
                Action.OnRest.class,
                match -> match instanceof Match.Rest rest
                        && matches(rest.method(), method)
                        && matches(rest.path(), path)
                        && matches(rest.location(), location));
    }

    /** @param pattern {@code *} stands for any characters */
    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        if (!text.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int from = star; from <= text.length(); from++) {
            if (matches(rest, text.substring(from))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Runs actions around something: each decides whether the next one and at last the thing itself is done.
     *
     * @param apply applies one action; the runnable goes on
     * @param last what is done when no action prevents it
     */
    static <A> void run(List<A> actions, BiConsumer<A, Runnable> apply, Runnable last) {
        if (actions.isEmpty()) {
            last.run();
        } else {
            apply.accept(actions.get(0), () -> run(actions.subList(1, actions.size()), apply, last));
        }
    }

    private <A extends Action> List<A> applying(Class<A> kind, Predicate<Match> matches) {
        if (armed.isEmpty()) {
            return List.of();
        }
        List<A> actions = new ArrayList<>();
        for (Armed a : armed) {
            if (matches.test(a.fault.match()) && a.applies()) {
                actions.add(kind.cast(a.fault.action()));
            }
        }
        return actions;
    }
}
