package io.github.cameldoshii.simulator;

/** What is served over HTTP: the partner API of the service and the simulator's control API. Runs on the loop. */
record HttpApi(PartnerApi partner, ControlApi control) {

    void answer(ApiRequest request, HttpExchange exchange) {
        if (request.isBelow(PartnerApi.BASE)) {
            partner.answer(request.below(PartnerApi.BASE), exchange);
        } else if (request.isBelow(ControlApi.BASE)) {
            exchange.respond(control.answer(request.below(ControlApi.BASE)));
        } else {
            exchange.respond(ApiResponse.error(404, "no such endpoint"));
        }
    }
}
