package io.github.cameldoshii.runner;

import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} and the start banner say. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "camel-doshii " + ofProject(),
            "Apache Camel " + new DefaultCamelContext(false).getVersion(),
            "Java " + Runtime.version()
        };
    }

    /** The version in the jar's manifest; a class folder has none. */
    static String ofProject() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(built from a class folder)" : version;
    }
}
