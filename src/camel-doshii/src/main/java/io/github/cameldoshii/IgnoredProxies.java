package io.github.cameldoshii;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;

/**
 * Finds proxy settings that this component does not use. The socket takes the component's {@code proxyOptions}, the REST
 * calls those of the {@code http} or {@code https} component, after the scheme of {@code apiUrl}. Reports names only, because
 * a value may hold a password. Stateless.
 */
final class IgnoredProxies {

    private static final String SOCKET_REMEDY = "the socket (set camel.component.doshii.proxy-options.host and .port)";

    private final CamelContext context;
    private final boolean socketHasProxy;
    private final UnaryOperator<String> environment;
    private final UnaryOperator<String> properties;

    /**
     * @param environment gives an environment variable by its name, empty if it is not set
     * @param properties gives a system property by its name, empty if it is not set
     */
    IgnoredProxies(
            CamelContext context,
            boolean socketHasProxy,
            UnaryOperator<String> environment,
            UnaryOperator<String> properties) {
        this.context = context;
        this.socketHasProxy = socketHasProxy;
        this.environment = environment;
        this.properties = properties;
    }

    /** Those of the process. */
    IgnoredProxies(CamelContext context, boolean socketHasProxy) {
        this(context, socketHasProxy, name -> orEmpty(System.getenv(name)), name -> orEmpty(System.getProperty(name)));
    }

    /**
     * What is ignored, a sentence each. Services on this machine need no proxy.
     *
     * @param callsRest whether there are REST calls at all
     */
    List<String> of(URI socketUrl, URI apiUrl, boolean callsRest) {
        boolean socket = !socketHasProxy && isMeant(socketUrl.getHost());
        boolean rest = callsRest && !hasProxy(scheme(apiUrl)) && isMeant(apiUrl.getHost());
        List<String> texts = new ArrayList<>();
        String other = scheme(apiUrl).equals("https") ? "http" : "https";
        if (rest && component(other) != null && isProxied(component(other))) {
            texts.add("camel.component." + other + ".proxy-host is set and not used, because apiUrl begins with "
                    + scheme(apiUrl) + ": the REST calls go direct; " + restRemedy(apiUrl));
        }
        for (String name : List.of("https.proxyHost", "http.proxyHost", "socksProxyHost")) {
            told(texts, "The system property " + name, properties.apply(name), name, socket, socketUrl, rest, apiUrl);
        }
        for (String name :
                List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")) {
            told(
                    texts,
                    "The environment variable " + name,
                    environment.apply(name),
                    name,
                    socket,
                    socketUrl,
                    rest,
                    apiUrl);
        }
        return texts;
    }

    private static void told(
            List<String> texts,
            String what,
            String value,
            String name,
            boolean socket,
            URI socketUrl,
            boolean rest,
            URI apiUrl) {
        boolean ofSocket = socket && concerns(name, scheme(socketUrl).equals("wss"));
        boolean ofRest = rest && concerns(name, scheme(apiUrl).equals("https"));
        if (!value.isBlank() && (ofSocket || ofRest)) {
            texts.add(what + " is set and not used by " + (ofSocket ? SOCKET_REMEDY : "")
                    + (ofSocket && ofRest ? " nor by " : "")
                    + (ofRest ? "the REST calls (" + restRemedy(apiUrl) + ")" : ""));
        }
    }

    private static String restRemedy(URI apiUrl) {
        String prefix = "camel.component." + scheme(apiUrl);
        return "set " + prefix + ".proxy-host, .proxy-port and, for a proxy that is spoken to without TLS, "
                + ".proxy-auth-scheme=http";
    }

    /** Whether a setting of this name is for addresses of this kind. */
    private static boolean concerns(String name, boolean encrypted) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith("http") || lower.startsWith("https") == encrypted;
    }

    private boolean isMeant(String host) {
        return !StartupWarnings.isLoopback(host) && !isExcepted(host);
    }

    /** By {@code NO_PROXY}: names and their domains. */
    private boolean isExcepted(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        for (String entry : (environment.apply("NO_PROXY") + "," + environment.apply("no_proxy"))
                .toLowerCase(Locale.ROOT)
                .split(",")) {
            String domain = entry.strip().replaceFirst("^\\*?\\.", "");
            if (domain.equals("*") || !domain.isEmpty() && (name.equals(domain) || name.endsWith("." + domain))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasProxy(String scheme) {
        HttpComponent component = component(scheme);
        return component != null && (isProxied(component) || component.isUseSystemProperties())
                || !orEmpty(context.getGlobalOption("http.proxyHost")).isEmpty();
    }

    private static boolean isProxied(HttpComponent component) {
        return component.getProxyHost() != null;
    }

    /** Null if nobody has set or used it. */
    private HttpComponent component(String scheme) {
        return context.hasComponent(scheme) instanceof HttpComponent http ? http : null;
    }

    private static String scheme(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }
}
