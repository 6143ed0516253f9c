package io.github.cameldoshii.simulator.rest;

import io.github.cameldoshii.simulator.fault.FaultBook;
import io.github.cameldoshii.simulator.log.EventLog;
import io.github.cameldoshii.simulator.state.Changes;
import io.github.cameldoshii.simulator.state.EntityStore;
import io.github.cameldoshii.simulator.state.Ledger;
import io.github.cameldoshii.simulator.wire.FrontServer;
import io.github.cameldoshii.simulator.wire.Loop;
import io.github.cameldoshii.simulator.wire.Socket;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Puts the HTTP side together.
 *
 * @param loop the thread that owns the rest
 * @param reset what {@code POST /control/reset} does
 */
public record RestModule(
        Loop loop,
        EventLog log,
        FaultBook book,
        EntityStore store,
        Ledger ledger,
        Changes changes,
        FrontServer front,
        Runnable reset) {

    /** How the REST API behaves: its credentials, its clock, and how far its {@code Date} is off that clock. */
    public record Settings(
            String clientId, String clientSecret, Clock clock, Duration clockSkew, boolean stringPaging) {

        /** Says nothing secret. */
        @Override
        public String toString() {
            return "settings of the simulated REST API";
        }
    }

    /** The HTTP server, not yet listening. */
    public HttpSide httpSide(Vertx vertx, Settings settings) {
        Lists lists = new Lists(store, settings.clock(), settings.stringPaging());
        Resources resources = new Resources(store, changes, lists, settings.clock());
        Authenticator authenticator = new Authenticator(settings.clientId(), settings.clientSecret(), settings.clock());
        PartnerApi partner = new PartnerApi(
                loop, log, book, authenticator, resources, side(), settings.clock(), settings.clockSkew());
        ControlApi control = new ControlApi(loop, log, book, ledger, front.emitter(), front.sockets(), reset);
        ControlEntities entities = new ControlEntities(loop, changes, store);
        return new HttpSide(vertx, lists, List.of(partner::addTo, control::addTo, entities::addTo));
    }

    private RestMoment.RestSide side() {
        return new RestMoment.RestSide() {
            @Override
            public void reset(int port) {
                loop.run(() -> front.resetRest(port));
            }

            @Override
            public void dropSockets() {
                loop.run(() -> front.sockets().each(Socket::reset));
            }
        };
    }
}
