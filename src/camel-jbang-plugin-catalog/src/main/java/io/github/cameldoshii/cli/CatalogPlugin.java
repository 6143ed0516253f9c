package io.github.cameldoshii.cli;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;
import org.apache.camel.dsl.jbang.core.common.CamelJBangPlugin;
import org.apache.camel.dsl.jbang.core.common.Plugin;
import picocli.CommandLine;

/**
 * Adds {@code doshii} to {@code camel catalog component}, and changes nothing else of that command. The CLI loads it for
 * {@code camel catalog}, once it has been added by {@code camel plugin add doshii --command=catalog --gav=...}.
 */
@CamelJBangPlugin(name = "camel-jbang-plugin-catalog", firstVersion = "4.17.0")
public final class CatalogPlugin implements Plugin {

    /** Called by the CLI. */
    public CatalogPlugin() {}

    @Override
    public void customize(CommandLine camel, CamelJBangMain main) {
        camel.getSubcommands()
                .get("catalog")
                .getSubcommands()
                .get("component")
                .addSubcommand(new CommandLine(new DoshiiCommand(main)));
    }
}
