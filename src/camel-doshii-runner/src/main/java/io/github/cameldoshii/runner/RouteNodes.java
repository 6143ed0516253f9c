package io.github.cameldoshii.runner;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.dsl.yaml.common.exception.YamlDeserializationException;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Walks through what a route file says before Camel takes it: a YAML list becomes the comma list that these options are, and
 * what would be dropped in silence is an error with its place.
 */
final class RouteNodes {

    private static final Set<String> COMMA_LISTS = Set.of("events", "locationIds", "catchUpEntities");
    private static final Set<String> OPTIONS = Set.of("parameters", "properties");

    /** An alias makes one node appear in several places, even within itself. */
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @throws YamlDeserializationException with the place of what Camel would drop */
    void check(Node node) {
        check(node, false);
    }

    private void check(Node node, boolean options) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::check);
        } else if (node instanceof MappingNode mapping) {
            refuseRepeatedKeys(mapping);
            if (options) {
                mapping.setValue(mapping.getValue().stream().map(this::option).collect(Collectors.toList()));
            }
            mapping.getValue().forEach(tuple -> check(tuple.getValueNode(), OPTIONS.contains(name(tuple))));
        }
    }

    private static void refuseRepeatedKeys(MappingNode mapping) {
        Set<String> names = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && !names.add(key.getValue())) {
                throw new YamlDeserializationException(
                        key, "the key '" + key.getValue() + "' stands here a second time");
            }
        }
    }

    private NodeTuple option(NodeTuple tuple) {
        Node value = tuple.getValueNode();
        if (value instanceof SequenceNode list
                && COMMA_LISTS.contains(name(tuple))
                && list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
            return new NodeTuple(tuple.getKeyNode(), joined(list));
        }
        if (value instanceof SequenceNode) {
            throw new YamlDeserializationException(
                    value, "option " + name(tuple) + " takes one text and no list: \"a,b\"");
        }
        if (value instanceof ScalarNode text
                && text.isPlain()
                && text.getValue().isEmpty()) {
            refuseSwallowed(tuple, text);
        }
        return tuple;
    }

    private static ScalarNode joined(SequenceNode list) {
        String text = list.getValue().stream()
                .map(item -> ((ScalarNode) item).getValue())
                .collect(Collectors.joining(","));
        return new ScalarNode(Tag.STR, true, text, ScalarStyle.DOUBLE_QUOTED, list.getStartMark(), list.getEndMark());
    }

    /** An anchor, a tag and a comment leave nothing of what was meant as a value. It may be a secret: it is not told. */
    private static void refuseSwallowed(NodeTuple tuple, ScalarNode nothing) {
        String sign = "";
        if (nothing.getAnchor().isPresent()) {
            sign = "&";
        } else if (nothing.getTag().getValue().startsWith("!")) {
            sign = "!";
        } else if (isFollowedByReference(tuple.getKeyNode())) {
            sign = "#";
        }
        if (!sign.isEmpty()) {
            throw new YamlDeserializationException(
                    nothing,
                    "option " + name(tuple) + " has no value: what begins with " + sign
                            + " is none in YAML; put it in quotes");
        }
    }

    /** A reference to a bean, {@code #name}; what has a space after the number sign is meant as a comment. */
    private static boolean isFollowedByReference(Node key) {
        return key.getEndMark().map(RouteNodes::restOfLine).orElse("").matches(":\\s+#\\w.*");
    }

    private static String restOfLine(Mark mark) {
        int[] text = mark.getBuffer();
        int begin = mark.getPointer();
        int end = begin;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return new String(text, begin, end - begin);
    }

    private static String name(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key ? StringHelper.dashToCamelCase(key.getValue()) : "";
    }
}
