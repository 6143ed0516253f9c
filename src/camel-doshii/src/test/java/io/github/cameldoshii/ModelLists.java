package io.github.cameldoshii;

import io.github.cameldoshii.FieldConditions.Refusal;
import io.github.cameldoshii.ModelService.State;
import io.github.cameldoshii.ModelService.Thing;
import io.github.cameldoshii.internal.clock.EventLoop;
import io.github.cameldoshii.internal.clock.MonotonicTime;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.rest.ApiRequest;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Failures;
import io.github.cameldoshii.internal.rest.Page;
import io.github.cameldoshii.internal.rest.RestLists;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The REST lists of the {@link ModelService}, as one process of the client reads them: they lag, fail, answer late, are
 * refused, or are too large. A token is valid for ten minutes, and one minute before its time.
 */
final class ModelLists implements RestLists {

    private static final Duration TOKEN_VALID = Duration.ofMinutes(10);
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(4);
    private static final Duration TOKEN_AHEAD = Duration.ofMinutes(1);

    /** The present condition of the service, for every client. */
    static final class Weather {
        private final ModelDates dates;
        private double failureRate;
        private long requests;
        private long refused;
        private long tooLarge;

        Weather(ModelDates dates) {
            this.dates = dates;
        }

        void failures(double rate) {
            failureRate = rate;
        }

        /** Requests that the service has not, and never would have, given what was asked for. */
        long inVain() {
            return refused + tooLarge;
        }

        long requests() {
            return requests;
        }
    }

    private final ModelService service;
    private final EventLoop loop;
    private final Random random;
    private final FieldConditions conditions;
    private final Weather weather;
    private final ServiceClock clock;
    private Optional<ServiceTime> signed = Optional.empty();
    private boolean toldTheTime;

    ModelLists(ModelService service, EventLoop loop, Random random, FieldConditions conditions, Weather weather) {
        this.service = service;
        this.loop = loop;
        this.random = random;
        this.conditions = conditions;
        this.weather = weather;
        this.clock = new ServiceClock(
                () -> Instant.ofEpochMilli(loop.currentTimeMillis()), loop::nanoTime, service.sleepOfTheClient());
    }

    /** Whether this life of the client was told the service's time at least once. */
    boolean wereToldTheTime() {
        return toldTheTime;
    }

    @Override
    public ServiceClock clock() {
        return clock;
    }

    @Override
    public CompletableFuture<Entity> entity(ApiRequest request) {
        String[] path = request.path().split("/");
        Thing thing = service.thing(path[1].equals("orders") ? "order" : "checkin", request.locationId(), path[2]);
        return answer(request, () -> {
            State state = thing.at(service.serviceTime());
            return bounded(request, state.size(), row(thing, state));
        });
    }

    @Override
    public CompletableFuture<Page> page(ApiRequest request) {
        return answer(request, () -> page(request, parameters(request.query())));
    }

    /** As the client does it: after a 401 once more with a token that is signed anew, and with the local time. */
    private <T> CompletableFuture<T> answer(ApiRequest request, Supplier<T> content) {
        return attempt(request, content)
                .exceptionallyCompose(failure ->
                        isUnauthorized(failure) ? attempt(request, content) : CompletableFuture.failedFuture(failure))
                .exceptionallyCompose(failure -> isUnauthorized(failure) && wallClockDiffers()
                        ? byWallClock(request, content)
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean isUnauthorized(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof DoshiiApiException typed && typed.status() == 401;
    }

    private boolean wallClockDiffers() {
        return Math.abs(clock.wallNow().epochMillis() - clock.now().epochMillis()) > TOKEN_LIFETIME.toMillis();
    }

    private <T> CompletableFuture<T> byWallClock(ApiRequest request, Supplier<T> content) {
        ServiceTime refused = clock.now();
        MonotonicTime at = clock.monotonicNow();
        signed = Optional.of(new ServiceTime(clock.wallNow().epochMillis()));
        return attempt(request, content, signed.get()).whenComplete((value, failure) -> {
            if (failure == null) {
                clock.disproved(refused, at);
            }
        });
    }

    private <T> CompletableFuture<T> attempt(ApiRequest request, Supplier<T> content) {
        return attempt(request, content, token());
    }

    private <T> CompletableFuture<T> attempt(ApiRequest request, Supplier<T> content, ServiceTime token) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean fails = random.nextDouble() < weather.failureRate;
        MonotonicTime sent = clock.monotonicNow();
        weather.requests++;
        later(() -> {
            Optional<DoshiiApiException> failure = problem(request, token, fails);
            T value = null;
            if (failure.isEmpty()) {
                try {
                    value = content.get();
                } catch (DoshiiApiException e) {
                    failure = Optional.of(e);
                }
            }
            long now = service.serviceTime();
            String date = weather.dates.next(now);
            T result = value;
            Optional<DoshiiApiException> outcome = failure;
            later(() -> {
                toldTheTime |= ModelDates.isTrue(date, now);
                clock.observe(date, sent, clock.monotonicNow());
                outcome.ifPresentOrElse(
                        problem -> {
                            if (problem.status() == 401) {
                                clock.refused(token, sent);
                                signed = Optional.empty();
                            }
                            answer.completeExceptionally(problem);
                        },
                        () -> {
                            clock.accepted(token, sent);
                            answer.complete(result);
                        });
            });
        });
        return answer;
    }

    /** The time that stands in the token, which is used for some minutes. */
    private ServiceTime token() {
        ServiceTime now = clock.now();
        if (signed.filter(time -> now.since(time).abs().compareTo(TOKEN_LIFETIME) < 0)
                .isEmpty()) {
            signed = Optional.of(now);
        }
        return signed.get();
    }

    private Optional<DoshiiApiException> problem(ApiRequest request, ServiceTime token, boolean fails) {
        if (fails) {
            return Optional.of(Failures.ofStatus(request, 503));
        }
        Duration age = new ServiceTime(service.serviceTime()).since(token);
        if (age.compareTo(TOKEN_VALID) > 0 || age.compareTo(TOKEN_AHEAD.negated()) < 0) {
            return Optional.of(Failures.ofStatus(request, 401));
        }
        return conditions
                .refusal()
                .filter(refusal ->
                        refusal.concerns(request.path(), request.locationId()) && isRefused(request, refusal))
                .map(refusal -> {
                    weather.refused++;
                    return Failures.ofStatus(request, refusal.status());
                });
    }

    private boolean isRefused(ApiRequest request, Refusal refusal) {
        long oldest = service.serviceTime() - refusal.olderThan().toMillis();
        return refusal.olderThan().isZero()
                || parameters(request.query()).getOrDefault("updatedFrom", 0L) * 1000 < oldest;
    }

    private void later(Runnable task) {
        loop.schedule(Duration.ofMillis(1 + random.nextInt(300)).toNanos(), task);
    }

    private Page page(ApiRequest request, Map<String, Long> query) {
        if (request.path().equals("/locations")) {
            List<Entity> locations =
                    ModelService.LOCATIONS.stream().map(ModelLists::location).toList();
            return new Page(locations, List.of(), Page.UNTOLD, Page.UNTOLD, Page.UNTOLD);
        }
        boolean orders = request.path().equals("/orders");
        long shownAt = service.serviceTime() - service.listLag();
        long from = query.get("updatedFrom") * 1000;
        long to = query.getOrDefault("updatedTo", Long.MAX_VALUE / 2000) * 1000 + 999;
        Map<Entity, Integer> sizes = new HashMap<>();
        List<Entity> rows = new ArrayList<>();
        for (Thing thing : service.things()) {
            State state = thing.at(shownAt);
            boolean listed = thing.location().equals(request.locationId())
                    && thing.kind().equals(orders ? "order" : "checkin");
            if (listed && state != null && state.updatedAt() >= from && state.updatedAt() <= to) {
                Entity row = row(thing, state);
                rows.add(row);
                sizes.put(row, state.size());
            }
        }
        if (orders) {
            rows.sort(Comparator.comparing(Entity::updatedAt));
        }
        int offset = (int) Math.min(rows.size(), query.getOrDefault("offset", 0L));
        // Small pages, so that reading a list takes many pages.
        int end = Math.min(rows.size(), offset + (int) Math.min(orders ? 7 : 50, query.get("limit")));
        long count = orders ? rows.size() : Page.UNTOLD;
        List<Entity> shown = rows.subList(offset, end);
        int size = shown.stream().mapToInt(sizes::get).sum();
        return bounded(request, size, new Page(shown, List.of(), count, Page.UNTOLD, Page.UNTOLD));
    }

    private <T> T bounded(ApiRequest request, int size, T content) {
        if (size > ModelService.SIZE_LIMIT) {
            weather.tooLarge++;
            throw Failures.tooLarge(request, ModelService.SIZE_LIMIT);
        }
        return content;
    }

    private static Entity row(Thing thing, State state) {
        return new Entity(
                thing.id(),
                thing.location(),
                "",
                String.valueOf(state.version()),
                "",
                new ServiceTime(thing.createdAt()),
                new ServiceTime(state.updatedAt()),
                "{\"id\":\"" + thing.id() + "\"}");
    }

    private static Entity location(String id) {
        return new Entity(id, "", "", "", "", new ServiceTime(1), new ServiceTime(1), "{}");
    }

    private static Map<String, Long> parameters(String query) {
        Map<String, Long> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2 && parts[1].matches("\\d+")) {
                parameters.put(parts[0], Long.parseLong(parts[1]));
            }
        }
        return parameters;
    }
}
