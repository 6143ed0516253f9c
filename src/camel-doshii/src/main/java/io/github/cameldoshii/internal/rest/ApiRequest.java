package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import java.util.Objects;

/**
 * A GET request to the partner API. Made from parts by {@link #of}, which encodes them, or from an event's address by {@link
 * OriginGuard}.
 *
 * @param path encoded, relative to {@code apiUrl}, begins with a slash
 * @param query encoded, without the question mark; empty if there is none
 * @param locationId the venue's hashed id for the header {@code doshii-location-id}; empty to send none
 */
public record ApiRequest(String path, String query, String locationId) {

    private static final int MAX_ID_LENGTH = 256;

    public ApiRequest {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(locationId, "locationId");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must begin with a slash");
        }
        // Ids come from the wire: what could end a header line, or is no id at all, is not sent.
        if (locationId.length() > MAX_ID_LENGTH || !locationId.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw refused("GET " + path, "the location id is not one that can be sent in a header");
        }
    }

    /**
     * A request for a path of the given segments, e.g. {@code of("tables", "Table 12")}; each is encoded as a whole.
     *
     * @throws DoshiiApiException of kind {@link ApiErrorKind#REFUSED_REQUEST} if a segment is empty or would leave the
     *     path ({@code .} or {@code ..}), which an id from the wire can be
     */
    public static ApiRequest of(String... segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            if (UriText.isDotSegment(segment) || UriText.hasControlCharacter(segment)) {
                throw refused(
                        "GET " + path + "/?", "an id or name in the path is empty, dots, or has control characters");
            }
            path.append('/').append(UriText.encode(segment));
        }
        return new ApiRequest(path.isEmpty() ? "/" : path.toString(), "", "");
    }

    /** The same request with one more query parameter; name and value are encoded here. */
    public ApiRequest with(String name, String value) {
        String parameter = UriText.encode(name) + "=" + UriText.encode(value);
        return new ApiRequest(path, query.isEmpty() ? parameter : query + "&" + parameter, locationId);
    }

    /** The same request with one more query parameter. */
    public ApiRequest with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /**
     * The same request for a location.
     *
     * @throws DoshiiApiException of kind {@link ApiErrorKind#REFUSED_REQUEST} if the id cannot stand in a header
     */
    public ApiRequest at(String locationId) {
        return new ApiRequest(path, query, locationId);
    }

    /** How errors name this request: the method and the path, without the query. */
    public String operation() {
        return "GET " + path;
    }

    private static DoshiiApiException refused(String operation, String why) {
        return DoshiiApiException.unanswered(ApiErrorKind.REFUSED_REQUEST, operation, why);
    }
}
