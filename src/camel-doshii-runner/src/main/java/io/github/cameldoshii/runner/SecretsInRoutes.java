package io.github.cameldoshii.runner;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Exchanges the secrets in a route file for references: the client id and secret of {@code doshii:} endpoints, as
 * parameters and in URIs, and the passwords of beans. What other endpoints are given stays, and is hidden in the log. For
 * one thread.
 */
final class SecretsInRoutes {

    private static final Pattern DOSHII = Pattern.compile("\\s*doshii(?::.*)?", Pattern.DOTALL);

    /** What may be a secret, and all that follows in its line. */
    private static final Pattern SETTING =
            Pattern.compile("(?i)(?:client[-_.]?(?:id|secret)|secret|passw(?:or)?d|passphrase|token|[-_.]?key)\\w*"
                    + "[\"']?\\s*[:=]\\s*[\"']?(?:RAW[({])?(.*)");

    /** What the simple language takes from an exchange. Any other dollar is a character like all others. */
    private static final Pattern EXPRESSION = Pattern.compile(
            "\\$\\{(?:headers?|body\\w*|message|exchange\\w*|variables?|properties|env|sys|date|random|uuid|bean)\\b");

    /** A parameter in a URI, up to its value. */
    private static final Pattern PARAMETER = Pattern.compile("[?&]([\\w.-]+)=");

    private final String location;
    private final EditedYaml text;
    private final SecretReferences secrets;

    private SecretsInRoutes(String location, EditedYaml text, SecretReferences secrets) {
        this.location = location;
        this.text = text;
        this.secrets = secrets;
    }

    /**
     * What to give Camel in the place of this text.
     *
     * @param location of the file, for complaints
     * @throws Failure if a secret is written so that it could be taken for another one
     */
    static String exchange(String location, String yaml, SecretReferences secrets) {
        EditedYaml text = new EditedYaml(yaml);
        Optional<Node> root = text.root();
        if (root.isEmpty()) {
            hideLines(yaml, secrets);
            return yaml;
        }
        new SecretsInRoutes(location.replaceFirst("^file:", ""), text, secrets).visit(root.get());
        return text.result();
    }

    /** In what is no YAML a value may go on in any line that is indented, or to the end if a quote is never closed. */
    private static void hideLines(String yaml, SecretReferences secrets) {
        int indent = Integer.MAX_VALUE;
        for (String line : yaml.lines().toList()) {
            int begins = line.length() - line.stripLeading().length();
            Matcher setting = SETTING.matcher(line);
            if (begins > indent) {
                secrets.hide(line);
            } else if (setting.find() && !setting.group(1).isBlank()) {
                indent = begins;
                secrets.hide(setting.group(1));
            } else if (!line.isBlank()) {
                indent = Integer.MAX_VALUE;
            }
        }
    }

    private void visit(Node node) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::visit);
        } else if (node instanceof ScalarNode scalar) {
            visitUri(scalar);
        } else if (node instanceof MappingNode mapping) {
            boolean doshii = has(mapping, "uri", uri -> DOSHII.matcher(uri).matches());
            // As an entry of a map it would stay what only Camel can read.
            boolean bean = has(mapping, "type", type -> !type.startsWith("java.util."));
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getValueNode() instanceof MappingNode settings) {
                    if (doshii && name(entry).equals("parameters")) {
                        exchangeParameters(settings);
                    } else if (bean && name(entry).equals("properties")) {
                        exchangeProperties(settings);
                    }
                } else {
                    hide(entry);
                }
                visit(entry.getValueNode());
            }
        }
    }

    private void exchangeParameters(MappingNode parameters) {
        for (NodeTuple entry : parameters.getValue()) {
            if (SecretNames.isCredential(name(entry)) && entry.getValueNode() instanceof ScalarNode scalar) {
                parameter(scalar, name(entry), scalar.getValue())
                        .ifPresent(reference -> text.exchange(scalar, reference));
            }
        }
    }

    private void exchangeProperties(MappingNode properties) {
        for (NodeTuple entry : properties.getValue()) {
            String name = name(entry);
            if (SecretNames.isSecret(name)
                    && !name.contains(".")
                    && entry.getValueNode() instanceof ScalarNode scalar) {
                secrets.of(place(scalar, name), scalar.getValue())
                        .ifPresent(reference -> text.exchange(scalar, reference));
            }
        }
    }

    private void visitUri(ScalarNode scalar) {
        String uri = scalar.getValue();
        boolean doshii = DOSHII.matcher(uri).matches();
        StringBuilder exchanged = new StringBuilder();
        int done = 0;
        Matcher parameter = PARAMETER.matcher(uri);
        while (parameter.find(Math.max(0, done - 1))) {
            String name = parameter.group(1);
            int end = RawValue.end(uri, parameter.end());
            String setting = uri.substring(parameter.end(), end);
            Optional<String> reference = Optional.empty();
            if (SecretNames.mayBeSecret(name) && !isExpression(setting)) {
                secrets.hide(RawValue.content(setting));
                reference = doshii && SecretNames.isCredential(name) ? parameter(scalar, name, setting) : reference;
            }
            exchanged.append(uri, done, parameter.end()).append(reference.orElse(setting));
            done = end;
        }
        String result = exchanged.append(uri, done, uri.length()).toString();
        if (!result.equals(uri)) {
            text.exchange(scalar, result);
        }
    }

    private Optional<String> parameter(ScalarNode node, String name, String setting) {
        if (RawValue.isAmbiguous(setting)) {
            throw new Failure(
                    place(node, name)
                            + " is written RAW and has the bracket that ends it in its midst: it could mean two"
                            + " values",
                    "RAW{...} may hold any ), and RAW(...) any }.",
                    "Best, leave it out of the file: " + name
                            + ": \"{{env:NAME}}\" takes a variable's value as it is.");
        }
        return secrets.of(place(node, name), RawValue.content(setting));
    }

    private void hide(NodeTuple entry) {
        if (SecretNames.mayBeSecret(name(entry))
                && entry.getValueNode() instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.BOOL)
                && !isExpression(scalar.getValue())) {
            secrets.hide(RawValue.content(scalar.getValue()));
        }
    }

    private String place(Node node, String name) {
        return location + ":" + EditedYaml.line(node) + ": " + name;
    }

    private static boolean isExpression(String setting) {
        return EXPRESSION.matcher(setting).find();
    }

    private static boolean has(MappingNode mapping, String key, Predicate<String> value) {
        return mapping.getValue().stream()
                .filter(entry -> name(entry).equals(key))
                .anyMatch(entry -> entry.getValueNode() instanceof ScalarNode scalar && value.test(scalar.getValue()));
    }

    private static String name(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }
}
