package io.github.cameldoshii.internal.rest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;

/**
 * Begins with the next address of the host name once one has taken a connection and then not answered. The HTTP client itself
 * goes on to the next address only while none has connected, so that an address which resets every request, or is silent,
 * would be used for ever. As long as all goes well this changes nothing, and never where a proxy looks the name up. Used by
 * the threads that send.
 */
final class AddressRotation implements ExecChainHandler {

    private final DnsResolver resolver;

    /** How many requests have been left without an answer, those at the same time counted once. */
    private final AtomicInteger unanswered = new AtomicInteger();

    AddressRotation(DnsResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        int turn = unanswered.get();
        try {
            return proceed(request, scope, chain, turn);
        } catch (IOException e) {
            unanswered.compareAndSet(turn, turn + 1);
            throw e;
        }
    }

    private ClassicHttpResponse proceed(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, int turn)
            throws IOException, HttpException {
        List<InetAddress> addresses = turn == 0 || scope.route.getProxyHost() != null
                ? List.of()
                : rotated(scope.route.getTargetHost().getHostName(), turn);
        if (addresses.size() < 2) {
            return chain.proceed(request, scope);
        }
        for (InetAddress address : addresses.subList(0, addresses.size() - 1)) {
            try {
                return chain.proceed(request, at(address, scope));
            } catch (ConnectException | NoRouteToHostException | ConnectTimeoutException e) {
                scope.execRuntime.discardEndpoint();
            }
        }
        return chain.proceed(request, at(addresses.get(addresses.size() - 1), scope));
    }

    /** Empty if the name cannot be looked up: the client will say so. */
    private List<InetAddress> rotated(String host, int turn) {
        try {
            List<InetAddress> addresses = new ArrayList<>(List.of(resolver.resolve(host)));
            Collections.rotate(addresses, -Math.floorMod(turn, addresses.size()));
            return addresses;
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private static ExecChain.Scope at(InetAddress address, ExecChain.Scope scope) {
        HttpRoute route = scope.route;
        HttpHost target = route.getTargetHost();
        HttpHost there = new HttpHost(target.getSchemeName(), address, target.getHostName(), target.getPort());
        return new ExecChain.Scope(
                scope.exchangeId,
                new HttpRoute(there, route.getLocalAddress(), route.isSecure()),
                scope.originalRequest,
                scope.execRuntime,
                scope.clientContext);
    }
}
