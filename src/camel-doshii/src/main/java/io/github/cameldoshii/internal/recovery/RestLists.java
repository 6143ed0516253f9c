package io.github.cameldoshii.internal.recovery;

import io.github.cameldoshii.internal.clock.ServiceClock;
import io.github.cameldoshii.internal.rest.ApiRequest;
import io.github.cameldoshii.internal.rest.Entity;
import io.github.cameldoshii.internal.rest.Page;
import java.util.concurrent.CompletableFuture;

/** What catch-up needs of the REST API; failures are {@link io.github.cameldoshii.DoshiiApiException}s. */
public interface RestLists {

    /** GETs one page of a list. */
    CompletableFuture<Page> page(ApiRequest request);

    /** GETs one object. */
    CompletableFuture<Entity> entity(ApiRequest request);

    /** The service's clock, measured with each answer. */
    ServiceClock clock();
}
