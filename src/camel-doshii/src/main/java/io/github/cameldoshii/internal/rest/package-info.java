/**
 * Client of the partner API, version 3: GET requests with their token, rate limit, paging and error mapping. Knows nothing of
 * recovery or of routes.
 *
 * <p>{@link io.github.cameldoshii.internal.rest.DoshiiRestClient} sends; every other class is a part of it or a value. Requests
 * leave through camel-http, so that the user's proxy and TLS settings apply, and the token only ever goes to the origin of
 * {@code apiUrl} ({@link io.github.cameldoshii.internal.rest.OriginGuard}). What a server sends is untrusted: bodies are
 * limited, texts are redacted, and anything but valid JSON of the expected shape is an error, never an empty result.
 *
 * <p>Threads: calls are asynchronous and may come from any thread. The blocking part runs on an executor of the client's own,
 * and the futures are completed there, never on an event loop.
 *
 * <p>Called by recovery, which reads the lists, and by the producer, which fetches the entity of an event. Each response also
 * measures the service's clock for {@code internal.clock}.
 */
package io.github.cameldoshii.internal.rest;
