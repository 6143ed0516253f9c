package io.github.cameldoshii;

import io.github.cameldoshii.api.ApiRequest;
import io.github.cameldoshii.api.DoshiiApi;
import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.Page;
import io.github.cameldoshii.catchup.Lists;
import io.github.cameldoshii.clock.ServiceClock;
import java.util.concurrent.CompletableFuture;

/** The REST client as catch-up sees it. May be used from any thread. */
record ApiLists(DoshiiApi api) implements Lists {

    @Override
    public CompletableFuture<Page> page(ApiRequest request) {
        return api.page(request);
    }

    @Override
    public CompletableFuture<Entity> entity(ApiRequest request) {
        return api.entity(request);
    }

    @Override
    public ServiceClock clock() {
        return api.clock();
    }
}
