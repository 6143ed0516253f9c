package io.github.cameldoshii.internal.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Looks names up as the JVM does, so that the socket and the REST calls find the same addresses: hosts file and name servers
 * as they are now. (Vert.x has a resolver of its own, which reads the hosts file once.) The JVM caches an answer for 30 s
 * unless {@code networkaddress.cache.ttl} says otherwise.
 *
 * <p>A look-up blocks a thread of the given executor and cannot be interrupted. There is at most one for each name; callers
 * that ask meanwhile share its answer, because the JVM would let a second one wait for the first. Thread-safe.
 */
public final class SystemNameResolver implements NameResolver {

    private final Executor threads;
    private final Map<String, CompletableFuture<List<InetAddress>>> running = new ConcurrentHashMap<>();

    /** @param threads where look-ups block; one for each name that is being looked up */
    public SystemNameResolver(Executor threads) {
        this.threads = threads;
    }

    @Override
    public CompletionStage<List<InetAddress>> resolve(String host) {
        CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> other = running.putIfAbsent(host, mine);
        if (other != null) {
            return other;
        }
        try {
            threads.execute(() -> lookUp(host, mine));
        } catch (RejectedExecutionException e) {
            running.remove(host, mine);
            mine.completeExceptionally(e);
        }
        return mine;
    }

    private void lookUp(String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
            running.remove(host, answer);
            answer.complete(addresses);
        } catch (UnknownHostException | RuntimeException e) {
            running.remove(host, answer);
            answer.completeExceptionally(e);
        }
    }
}
