package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.MachineSleep;
import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.clock.ServiceTime;
import io.github.cameldoshii.internal.clock.VirtualEventLoop;
import io.github.cameldoshii.internal.rest.ApiRequest;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import io.github.cameldoshii.internal.rest.RestLists;
import io.github.cameldoshii.internal.statistics.EnvironmentStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service's lists as a test writes them; one that it does not write is empty. Their clock is that of the virtual loop. */
final class ScriptedLists implements RestLists {

    private final VirtualEventLoop loop;
    private final ServiceClock clock;
    private final Map<String, Function<ApiRequest, CompletableFuture<Page>>> pages = new HashMap<>();
    private final List<ApiRequest> requests = new ArrayList<>();
    private Function<ApiRequest, CompletableFuture<Entity>> entity = request -> {
        throw new AssertionError("nothing is asked for alone: " + request.path());
    };

    ScriptedLists(VirtualEventLoop loop) {
        this.loop = loop;
        this.clock = new ServiceClock(
                () -> Instant.ofEpochMilli(loop.currentTimeMillis()), loop::nanoTime, MachineSleep.NONE);
    }

    /** A recovery that asks these lists; its pings are answered after 5 ms. */
    RecoveryService recovery(RecoverySettings settings, Consumer<String> reconnect) {
        return new RecoveryService(
                settings,
                this,
                answered -> loop.schedule(Duration.ofMillis(5).toNanos(), answered),
                loop,
                new Random(1),
                reconnect,
                new EnvironmentStatistics());
    }

    /** From now on the list of this path is answered like this. */
    void list(String path, Function<ApiRequest, CompletableFuture<Page>> answer) {
        pages.put(path, answer);
    }

    /** From now on whatever is asked for alone is answered like this. */
    void entity(Function<ApiRequest, CompletableFuture<Entity>> answer) {
        entity = answer;
    }

    /** Everything that was asked for, in order. */
    List<ApiRequest> requests() {
        return requests;
    }

    long requests(String path, String locationId) {
        return requests.stream()
                .filter(request ->
                        request.path().equals(path) && request.locationId().equals(locationId))
                .count();
    }

    @Override
    public CompletableFuture<Page> page(ApiRequest request) {
        requests.add(request);
        return pages.getOrDefault(request.path(), any -> page(List.of())).apply(request);
    }

    @Override
    public CompletableFuture<Entity> entity(ApiRequest request) {
        requests.add(request);
        return entity.apply(request);
    }

    @Override
    public ServiceClock clock() {
        return clock;
    }

    /** An answer with all that there is. */
    static CompletableFuture<Page> page(List<Entity> rows) {
        return CompletableFuture.completedFuture(new Page(rows, List.of(), rows.size(), Page.UNTOLD, Page.UNTOLD));
    }

    static CompletableFuture<Page> locations(String... ids) {
        return page(List.of(ids).stream().map(ScriptedLists::location).toList());
    }

    static Entity location(String id) {
        return new Entity(id, "", "", "", "", new ServiceTime(1), new ServiceTime(1), "{}");
    }

    /** Since when changes are asked for. */
    static ServiceTime from(ApiRequest request) {
        long seconds = number("(?:updatedFrom|from)", request)
                .orElseThrow(() -> new AssertionError("no time is asked for: " + request.query()));
        return new ServiceTime(seconds * 1_000);
    }

    static OptionalLong number(String parameter, ApiRequest request) {
        Matcher value = Pattern.compile("(?:^|&)" + parameter + "=(\\d+)").matcher(request.query());
        return value.find() ? OptionalLong.of(Long.parseLong(value.group(1))) : OptionalLong.empty();
    }
}
