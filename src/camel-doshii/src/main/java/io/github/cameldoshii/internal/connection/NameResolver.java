package io.github.cameldoshii.internal.connection;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks up the addresses of a host name. Thread-safe and non-blocking. */
public interface NameResolver {

    /**
     * Looks the name up anew. An address in text form is its own answer.
     *
     * @return completes on any thread, with at least one address in the order in which they are to be tried, or with an
     *     {@link java.net.UnknownHostException}
     */
    CompletionStage<List<InetAddress>> resolve(String host);
}
