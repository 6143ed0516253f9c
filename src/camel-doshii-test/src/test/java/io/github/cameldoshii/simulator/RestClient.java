package io.github.cameldoshii.simulator;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/** A plain HTTP client with the app's token. */
final class RestClient {

    static final String LOCATION = "aH43yx2Q";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DoshiiSimulator simulator;

    RestClient(DoshiiSimulator simulator) {
        this.simulator = simulator;
    }

    static String token(String clientId, String secret, Instant timestamp) {
        return JWT.create()
                .withClaim("clientId", clientId)
                .withClaim("timestamp", timestamp.getEpochSecond())
                .sign(Algorithm.HMAC256(secret));
    }

    static String token() {
        return token("simulator", "simulator", Instant.now());
    }

    /** A request of the location with a good token. */
    HttpRequest.Builder request(String path) {
        return bare(path).header("Authorization", "Bearer " + token()).header("doshii-location-id", LOCATION);
    }

    HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.apiUrl() + path)).timeout(Duration.ofSeconds(10));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(get(path).body());
    }

    HttpClient http() {
        return http;
    }
}
