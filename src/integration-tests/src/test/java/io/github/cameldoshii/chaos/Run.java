package io.github.cameldoshii.chaos;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** Runs one schedule from the beginning until all is quiet, and has it judged. */
final class Run {

    /** Whoever has nothing to do for this long, and lacks something, will not get it any more. */
    private static final long HOPELESS_MILLIS = 5 * Conditions.OVERLAP + 5_000;

    /** In the other process it cannot be seen whether there is something to do; a wait between GETs may be long. */
    private static final long HOPELESS_SILENCE_MILLIS = 60_000;

    /** So long nothing happens when all is over: a window is asked for once more after the overlap. */
    private static final long QUIET_MILLIS = Conditions.OVERLAP + 2_000;

    private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("limit", 480));
    private static final Duration POLL = Duration.ofMillis(200);

    /** All is over when nothing has happened for some time, so the position follows the heartbeats. */
    private static final long MOST_BEHIND_MILLIS = 10_000;

    private static final Pattern LOCATION = Pattern.compile("of location (\\S+)");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Schedule schedule;
    private final Sabotage sabotage;
    private final Trace trace;
    private final Map<String, Integer> steps = new TreeMap<>();

    /** Told of what happens, for people. */
    @FunctionalInterface
    interface Trace {
        Trace NONE = text -> {};

        void say(String text);
    }

    Run(Schedule schedule, Sabotage sabotage, Trace trace) {
        this.schedule = schedule;
        this.sabotage = sabotage;
        this.trace = trace;
    }

    Outcome execute() throws Exception {
        Path folder = Files.createTempDirectory("chaos-" + schedule.seed() + "-");
        try (Service service = new Service(schedule.conditions(), sabotage);
                Store store = Store.of(schedule.conditions(), folder);
                Host host = host(service, store, folder)) {
            host.begin();
            play(service, host);
            service.heal();
            if (!schedule.conditions().field().dates().tellTheTruth()) {
                // Somebody must tell the time.
                host.setClock(0);
            }
            host.recoverAll();
            long healed = System.currentTimeMillis();
            trace.say("all faults have ended");
            long complete = awaitCompleteness(service, host);
            awaitQuiet(service, host);
            return outcome(service, host, Math.max(0, complete - healed));
        } finally {
            delete(folder);
        }
    }

    private Host host(Service service, Store store, Path folder) {
        Conditions conditions = schedule.conditions();
        String socketUrl = service.simulator().socketUrl();
        String apiUrl = service.simulator().apiUrl();
        if (!conditions.child()) {
            return new InProcessHost(conditions, socketUrl, apiUrl, store, sabotage);
        }
        int pace = schedule.steps().stream()
                .map(Schedule.Timed::step)
                .filter(Step.Pace.class::isInstance)
                .mapToInt(step -> ((Step.Pace) step).millis())
                .findFirst()
                .orElse(0);
        return new ChildHost(conditions, socketUrl, apiUrl, folder, store, pace, sabotage);
    }

    /** The service goes on while a route is being stopped, so that has a thread of its own. */
    private void play(Service service, Host host) throws Exception {
        ScheduledExecutorService player = Executors.newSingleThreadScheduledExecutor();
        ExecutorService controls = Executors.newSingleThreadExecutor();
        List<Future<?>> played = new CopyOnWriteArrayList<>();
        try {
            for (Schedule.Timed timed : schedule.steps()) {
                played.add(player.schedule(
                        () -> {
                            trace.say(timed.step().toString());
                            if (timed.step() instanceof Step.Control control) {
                                played.add(controls.submit(() -> control(host, control)));
                            } else if (timed.step() instanceof Step.SetClock clock) {
                                host.setClock(clock.aheadMillis());
                            } else {
                                atTheService(service, timed.step());
                            }
                        },
                        timed.atMillis(),
                        TimeUnit.MILLISECONDS));
            }
            end(player);
            end(controls);
            for (Future<?> step : played) {
                step.get();
            }
        } finally {
            player.shutdownNow();
            controls.shutdownNow();
        }
        schedule.steps().forEach(timed -> steps.merge(timed.step().kind(), 1, Integer::sum));
    }

    private static void end(ExecutorService executor) throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the steps of the schedule are not done within " + LIMIT);
        }
    }

    private Void control(Host host, Step.Control control) throws Exception {
        host.control(control);
        trace.say("done: " + control);
        return null;
    }

    private static void atTheService(Service service, Step step) {
        if (step instanceof Step.Data data) {
            service.data(data);
        } else if (step instanceof Step.SocketFault fault) {
            service.socketFault(fault);
        } else if (step instanceof Step.RestFault fault) {
            service.restFault(fault);
        }
    }

    /** Waits until nothing is lacking, or it is certain that something will be lacking for ever. Returns when that was. */
    private long awaitCompleteness(Service service, Host host) {
        Activity activity = new Activity(service, host, !reconciles());
        AtomicInteger linesSeen = new AtomicInteger(-1);
        try {
            await().atMost(LIMIT).pollInterval(POLL).until(() -> {
                int lines = host.lines().size();
                boolean complete = linesSeen.getAndSet(lines) != lines
                        && histories(service, host).stream()
                                .allMatch(history -> Oracle.lacking(history).isEmpty());
                return complete
                        || (host.isAtRest()
                                ? activity.restsFor() > HOPELESS_MILLIS
                                : activity.silentFor() > HOPELESS_SILENCE_MILLIS);
            });
        } catch (ConditionTimeoutException e) {
            trace.say("not complete within " + LIMIT);
        }
        return System.currentTimeMillis();
    }

    /** What comes then may still be a repetition or out of order. */
    private void awaitQuiet(Service service, Host host) {
        Activity activity = new Activity(service, host, !reconciles());
        try {
            await().atMost(LIMIT).pollInterval(POLL).until(() -> activity.silentFor() > QUIET_MILLIS);
        } catch (ConditionTimeoutException e) {
            trace.say("not quiet within " + LIMIT);
        }
    }

    /** Reconciliation goes on asking for ever. */
    private boolean reconciles() {
        return schedule.conditions().reconcileMillis() > 0;
    }

    private Outcome outcome(Service service, Host host, long recoveryMillis) {
        List<History> histories = histories(service, host);
        List<Violation> violations = new ArrayList<>();
        List<Repeats.Allowed> repetitions = new ArrayList<>();
        int gaps = 0;
        int deliveries = 0;
        for (History history : histories) {
            violations.addAll(Oracle.judge(history));
            if (!schedule.conditions().field().dates().mayLie()) {
                // By a time that something between has told the position is too early, or later than now, which is
                // seen.
                stuck(host, history.route().id()).ifPresent(violations::add);
            }
            repetitions.addAll(Oracle.repetitions(history));
            gaps += history.gaps().size();
            deliveries += history.deliveries().size();
        }
        service.storm().ifPresent(violations::add);
        host.lines().forEach(line -> trace.say("route: " + line));
        service.simulator().restCalls().forEach(call -> trace.say("rest: " + call));
        List<History.Change> changes = service.changes();
        long entities = changes.stream().map(History.Change::entity).distinct().count();
        return new Outcome(
                schedule,
                violations,
                new Outcome.Figures(steps, entities, changes.size(), deliveries, repetitions, gaps, recoveryMillis));
    }

    private static Optional<Violation> stuck(Host host, String route) {
        long now = System.currentTimeMillis();
        return host.position(route)
                .filter(position -> now - position.at() > MOST_BEHIND_MILLIS)
                .map(position -> new Violation(
                        Violation.What.STUCK,
                        route + ": the position is " + (now - position.at()) + " ms behind when all is over"));
    }

    private List<History> histories(Service service, Host host) {
        List<Line> lines = List.copyOf(host.lines());
        List<History.Change> changes = service.changes();
        return schedule.conditions().routes().stream()
                .map(route -> history(
                        route,
                        changes,
                        lines.stream()
                                .filter(line -> line.route().equals(route.id()))
                                .toList(),
                        host,
                        service))
                .toList();
    }

    private History history(
            RouteSpec route, List<History.Change> changes, List<Line> lines, Host host, Service service) {
        Conditions conditions = schedule.conditions();
        return new History(
                route,
                changes,
                lines.stream()
                        .filter(line -> !line.isAboutConnection())
                        .map(line -> new History.Delivery(
                                new History.Entity(line.entity(), line.location(), line.id()),
                                line.eventType(),
                                line.status(),
                                line.version(),
                                line.origin(),
                                ourTime(host, line),
                                line.finishedAt(),
                                host.lateMillis(line)))
                        .toList(),
                lines.stream()
                        .filter(line ->
                                line.isAboutConnection() && line.status().equals("gap"))
                        .map(line -> gap(host, line))
                        .toList(),
                Stream.concat(
                                service.deadSince().stream(),
                                lines.stream()
                                        .filter(line -> line.isAboutConnection()
                                                && line.status().equals("disconnected"))
                                        .map(line -> ourTime(host, line)))
                        .toList(),
                host.stays(route.id()),
                new History.Rules(
                        Conditions.OVERLAP,
                        conditions.listLagMillis() > 0,
                        conditions.clocksDiffer(),
                        conditions.field().dates() != Field.Dates.RIGHT,
                        service.unreadable()));
    }

    private static long ourTime(Host host, Line line) {
        return host.clock().ourTime(line.receivedAt(), line.finishedAt());
    }

    private static History.Gap gap(Host host, Line line) {
        try {
            JsonNode body = JSON.readTree(line.body());
            List<String> types = new ArrayList<>();
            body.path("eventTypes").forEach(type -> types.add(type.asText()));
            long to = Instant.parse(body.path("to").asText()).toEpochMilli();
            long ahead = to - host.clock().ourTime(to, line.finishedAt());
            Matcher location = LOCATION.matcher(body.path("reason").asText());
            return new History.Gap(
                    Instant.parse(body.path("from").asText()).toEpochMilli() - ahead,
                    to - ahead,
                    body.has("locationId")
                            ? body.path("locationId").asText()
                            : location.find() ? location.group(1) : "",
                    types);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A gap is not told in JSON: " + line, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
