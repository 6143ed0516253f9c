package io.github.cameldoshii;

import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.recovery.RestLists;
import io.github.cameldoshii.internal.rest.ApiRequest;
import io.github.cameldoshii.internal.rest.DoshiiRestClient;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import java.util.concurrent.CompletableFuture;

/** Adapts the REST client to what recovery needs of it. Thread-safe. */
record RestListsAdapter(DoshiiRestClient api) implements RestLists {

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
