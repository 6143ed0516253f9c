package io.github.cameldoshii.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Tells responses of the service from those of an intermediary: a firewall, a proxy, a captive portal. The service's own
 * rejections are JSON or empty; intermediaries send HTML pages and headers of their own. Stateless.
 */
public final class Intermediary {

    /** Headers whose presence alone shows that something in between has answered, or has had its hand in the answer. */
    private static final List<String> HEADERS = List.of(
            "cf-mitigated",
            "Via",
            "Proxy-Authenticate",
            "Proxy-Connection",
            "Proxy-Status",
            "Proxy-Agent",
            "Proxy-Support",
            "X-Squid-Error",
            "x-amzn-waf-action",
            "X-Sucuri-Block",
            "X-Iinfo");

    /** What such things call themselves; the name that a {@code Server} header begins with, in lower case. */
    private static final List<String> SERVERS = List.of(
            "cloudflare",
            "cloudfront",
            "akamaighost",
            "awselb",
            "squid",
            "zscaler",
            "bigip",
            "big-ip",
            "sucuri",
            "imperva",
            "incapsula",
            "varnish",
            "mcafee web gateway",
            "bluecoat",
            "fortigate",
            "fortiweb",
            "barracuda",
            "microsoft-azure-application-gateway");

    /** Ways to log in that the service does not have: a gateway wants its own. */
    private static final Set<String> LOGINS = Set.of("basic", "digest", "ntlm", "negotiate", "kerberos");

    private static final Set<String> PAGES = Set.of("text/html", "application/xhtml+xml");

    private Intermediary() {}

    /** The names of all headers that {@link #mark} asks for. */
    public static List<String> headers() {
        return Stream.concat(HEADERS.stream(), Stream.of("Server", "WWW-Authenticate", "Content-Type"))
                .toList();
    }

    /**
     * By what an answer is known to come from something in between, in words for people; empty if it may be the service's
     * own. No text of the far side is in it.
     *
     * @param header gives the value of a header by its name in any case; empty if there is none
     * @param body the body or its beginning
     */
    public static String mark(UnaryOperator<String> header, byte[] body) {
        for (String name : HEADERS) {
            if (!header.apply(name).isEmpty()) {
                return "header " + name;
            }
        }
        String server = header.apply("Server").strip().toLowerCase(Locale.ROOT);
        for (String name : SERVERS) {
            if (server.startsWith(name)) {
                return "Server: " + name;
            }
        }
        String login = firstWord(header.apply("WWW-Authenticate"));
        if (LOGINS.contains(login)) {
            return "it asks for a login of type " + login;
        }
        return isPage(header.apply("Content-Type"), body) ? "an HTML page" : "";
    }

    /**
     * As {@link #mark}, for an answer whose body tells whose it is: an error of the service in JSON is the service's own, also
     * if something in between has passed it on and left its mark.
     */
    public static String speaker(UnaryOperator<String> header, byte[] body) {
        boolean json = startsWith(body, '{') && !isPage(header.apply("Content-Type"), body);
        boolean passedOn = json
                && header.apply("cf-mitigated").isEmpty()
                && header.apply("Proxy-Authenticate").isEmpty();
        return passedOn ? "" : mark(header, body);
    }

    private static boolean startsWith(byte[] body, char first) {
        return new String(body, 0, Math.min(body.length, 64), StandardCharsets.ISO_8859_1)
                .stripLeading()
                .startsWith(String.valueOf(first));
    }

    /** Whether it is a page for a browser. */
    public static boolean isPage(String contentType, byte[] body) {
        if (PAGES.contains(firstWord(contentType))) {
            return true;
        }
        String start = new String(body, 0, Math.min(body.length, 64), StandardCharsets.ISO_8859_1)
                .replace("\u00ef\u00bb\u00bf", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html") || start.startsWith("<!--");
    }

    private static String firstWord(String value) {
        return value.strip().split("[\\s;,]", 2)[0].toLowerCase(Locale.ROOT);
    }
}
