package io.github.cameldoshii.internal.connection;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Finds the addresses of a host name. May be called from any thread, and keeps none waiting. */
public interface NameResolver {

    /**
     * Looks the name up anew. An address in text form is its own answer.
     *
     * @return completes on any thread, with at least one address in the order in which they are to be tried, or with an
     *     {@link java.net.UnknownHostException}
     */
    CompletionStage<List<InetAddress>> resolve(String host);
}
