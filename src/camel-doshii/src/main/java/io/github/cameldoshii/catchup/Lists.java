package io.github.cameldoshii.catchup;

import io.github.cameldoshii.api.ApiRequest;
import io.github.cameldoshii.api.Entity;
import io.github.cameldoshii.api.Page;
import io.github.cameldoshii.clock.ServiceClock;
import java.util.concurrent.CompletableFuture;

/** What catch-up needs of the REST API; failures are {@link io.github.cameldoshii.api.DoshiiApiException}s. */
public interface Lists {

    /** GETs one page of a list. */
    CompletableFuture<Page> page(ApiRequest request);

    /** GETs one object. */
    CompletableFuture<Entity> entity(ApiRequest request);

    /** The service's clock, measured with each answer. */
    ServiceClock clock();
}
