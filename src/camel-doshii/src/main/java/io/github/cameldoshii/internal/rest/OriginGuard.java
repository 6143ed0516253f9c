package io.github.cameldoshii.internal.rest;

import io.github.cameldoshii.ApiErrorKind;
import io.github.cameldoshii.DoshiiApiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards where the token goes: accepts an address only if its scheme, host and port are those of {@code apiUrl} or of {@link
 * ServiceHosts another name} of the service, and its path is below the base path. The request itself always goes to {@code
 * apiUrl}. Addresses arrive in events, so anything that is not plainly such an address is refused.
 */
final class OriginGuard {

    private static final int MAX_LENGTH = 2048;
    private static final String OPERATION = "GET of an event's address";

    private static final Logger LOG = LoggerFactory.getLogger(DoshiiRestClient.class);

    private final URI apiUrl;
    private final ServiceHosts otherNames;
    private final AtomicBoolean told = new AtomicBoolean();

    OriginGuard(URI apiUrl, ServiceHosts otherNames) {
        this.apiUrl = apiUrl;
        this.otherNames = otherNames;
    }

    /**
     * The request for an entity's address.
     *
     * @throws DoshiiApiException of kind {@link ApiErrorKind#REFUSED_REQUEST}
     */
    ApiRequest request(String address, String locationId) {
        if (address.length() > MAX_LENGTH) {
            throw refused("it is longer than " + MAX_LENGTH + " characters");
        }
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            throw refused(address.isEmpty() ? "the event had none" : "it is not a valid URI");
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw refused("it is not an absolute http address");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refused("it has a user or a fragment");
        }
        boolean otherName = !sameOrigin(uri) && otherNames.include(uri);
        if (!sameOrigin(uri) && !otherName) {
            tellOnce(uri);
            throw refused("its scheme, host or port is not that of apiUrl");
        }
        String path = uri.getRawPath();
        String base = otherName ? otherNames.basePath() : apiUrl.getRawPath();
        if (!path.startsWith(base + "/") || path.length() == base.length() + 1) {
            throw refused("its path is not under that of apiUrl");
        }
        String rest = path.substring(base.length());
        if (climbs(rest)) {
            throw refused("its path has empty or dot segments or control characters");
        }
        return new ApiRequest(
                URI.create(rest).toASCIIString(),
                uri.getRawQuery() == null ? "" : ascii(uri.getRawQuery()),
                locationId);
    }

    private boolean sameOrigin(URI uri) {
        return uri.getScheme().equalsIgnoreCase(apiUrl.getScheme())
                && ServiceHosts.isSameHost(uri, apiUrl)
                && port(uri) == port(apiUrl);
    }

    /** Each event that is fetched fails of it: the failures tell what, this tells why. */
    private void tellOnce(URI uri) {
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "Events name addresses at {}://{}, which is not the service at apiUrl ({}): they are not fetched, as the"
                            + " token goes nowhere else. If it is the same service, set apiUrl to it",
                    uri.getScheme(),
                    uri.getHost(),
                    apiUrl);
        }
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /**
     * Looks at each segment as a server may: decoded once, decoded twice, and with backslashes and encoded slashes taken
     * for separators. A name such as {@code 12%2F14} is a fair one, {@code ..%2F..%2Fadmin} is not.
     */
    private static boolean climbs(String rawPath) {
        String[] segments = rawPath.substring(1).split("/", -1);
        for (String segment : segments) {
            String once = decoded(segment);
            String twice = decodedAgain(once);
            if (UriText.hasControlCharacter(twice) || anyDotPart(once) || anyDotPart(twice)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyDotPart(String segment) {
        for (String part : segment.split("[/\\\\]", -1)) {
            if (UriText.isDotSegment(part)) {
                return true;
            }
        }
        return false;
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String decodedAgain(String segment) {
        try {
            return decoded(segment);
        } catch (IllegalArgumentException notEncodedTwice) {
            return segment;
        }
    }

    private static String ascii(String rawQuery) {
        return URI.create("?" + rawQuery).toASCIIString().substring(1);
    }

    private static DoshiiApiException refused(String why) {
        return DoshiiApiException.unanswered(ApiErrorKind.REFUSED_REQUEST, OPERATION, why);
    }
}
