/**
 * What the WebSocket upgrade and the REST calls need of HTTP alike: redaction of credentials, {@code Retry-After}, and
 * recognizing answers of proxies, firewalls and login pages that stand between this side and the service. Stateless.
 *
 * <p>Called by {@code internal.connection} and {@code internal.rest}, and for redaction by the root package; calls no other
 * package. Source: RFC 9110.
 */
package io.github.cameldoshii.internal.http;
