package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.internal.clock.ServiceClock;
import java.util.concurrent.CompletableFuture;

/**
 * GETs lists and entities: what recovery needs of the {@link DoshiiRestClient}. An interface, because the tests answer from a
 * model of the service. Failures are {@link io.github.cameldoshii.DoshiiApiException}s; a result may come on any thread.
 */
public interface RestLists {

    /** GETs one page of a list. */
    CompletableFuture<Page> page(ApiRequest request);

    /** GETs one entity. */
    CompletableFuture<Entity> entity(ApiRequest request);

    /** The service's clock, which is measured with each response. */
    ServiceClock clock();
}
