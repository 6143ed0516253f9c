package io.github.cameldoshii;

import io.github.cameldoshii.api.ApiRequest;
import io.github.cameldoshii.api.DoshiiApi;
import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.Page;
import io.github.cameldoshii.catchup.Lists;
import io.github.cameldoshii.loop.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The REST client as catch-up sees it. Used on the loop of the connection, which owns the fields. */
final class ApiLists implements Lists {

    /** A clock is slewed by less than this and set by more. */
    private static final long SLEWED_MILLIS = 1_000;

    private final DoshiiApi api;
    private final EventLoop loop;
    private long offset;
    private long driftWhenMeasured;

    ApiLists(DoshiiApi api, EventLoop loop) {
        this.api = api;
        this.loop = loop;
        this.driftWhenMeasured = drift();
    }

    @Override
    public CompletableFuture<Page> page(ApiRequest request) {
        return api.page(request);
    }

    @Override
    public CompletableFuture<Entity> entity(ApiRequest request) {
        return api.entity(request);
    }

    @Override
    public long clockOffset() {
        long measured = api.clock().offset().toMillis();
        if (measured != offset) {
            offset = measured;
            driftWhenMeasured = drift();
        }
        // A local clock that was set since is seen here at once, not only with the next answer.
        long set = drift() - driftWhenMeasured;
        return Math.abs(set) < SLEWED_MILLIS ? offset : offset - set;
    }

    @Override
    public boolean clockMeasured() {
        return api.clock().isMeasured();
    }

    private long drift() {
        return loop.currentTimeMillis() - Duration.ofNanos(loop.nanoTime()).toMillis();
    }
}
