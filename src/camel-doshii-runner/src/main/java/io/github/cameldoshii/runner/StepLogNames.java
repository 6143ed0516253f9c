package io.github.cameldoshii.runner;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.util.FileUtil;

/**
 * The names that log steps log under. Camel's is the name and line of the file, {@code orders.yaml:96}; where several files
 * have that name, the path from the working directory tells them apart.
 */
final class StepLogNames extends ModelLifecycleStrategySupport {

    private final Path directory;
    private final Set<String> ambiguous = new HashSet<>();

    StepLogNames(Path directory) {
        this.directory = directory;
    }

    /** Learns all that is run, before any of it is loaded. */
    void learn(Collection<Resource> files) {
        Set<String> names = new HashSet<>();
        files.stream()
                .map(file -> FileUtil.stripPath(file.getLocation()))
                .filter(name -> !names.add(name))
                .forEach(ambiguous::add);
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), LogDefinition.class)
                .forEach(this::name);
    }

    private void name(LogDefinition step) {
        String location = step.getLocation();
        if (step.getLogName() == null
                && location != null
                && location.startsWith("file:")
                && ambiguous.contains(FileUtil.stripPath(location))) {
            step.setLogName(path(location.substring("file:".length())) + ":" + step.getLineNumber());
        }
    }

    private Path path(String file) {
        Path absolute = directory.resolve(file).normalize();
        return absolute.startsWith(directory) ? directory.relativize(absolute) : absolute;
    }
}
